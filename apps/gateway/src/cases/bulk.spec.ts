import { type ActRequest } from '#contracts/cases.dto';
import { Failure } from '#platform/failure';
import { type ActsService } from './acts.service';
import { rowsOf, runRows } from './bulk';

/** Does acts slowly enough to be seen, and remembers who was under way. */
class SlowActs {
  done: ActRequest[] = [];
  most = 0;
  private under = 0;
  refuse: Failure | undefined;
  async act(request: ActRequest) {
    this.most = Math.max(this.most, ++this.under);
    await new Promise((go) => setTimeout(go, 2));
    this.under--;
    this.done.push(request);
    if (this.refuse) throw this.refuse;
    return { status: request.act === 'file' ? 201 : 200, number: request.number ?? 'NEW', replayed: false, view: {} };
  }
}
const run = async (rows: unknown[], acts = new SlowActs()) => ({
  acts,
  results: await runRows(acts as unknown as ActsService, rows, { person: 'p1', key: 'k', about: { language: 'en' } }),
});

describe('several acts at once', () => {
  it('run each under the key of its own row', async () => {
    const { acts, results } = await run([
      { act: 'accept', number: 'A', body: { remark: 'x' } },
      { act: 'file', body: {} },
    ]);
    expect(acts.done).toEqual([
      { person: 'p1', key: 'k/0', act: 'accept', number: 'A', body: { remark: 'x' } },
      { person: 'p1', key: 'k/1', act: 'file', number: null, body: {} },
    ]);
    expect(results).toEqual([
      { row: 0, status: 200, number: 'A', replayed: false, result: {} },
      { row: 1, status: 201, number: 'NEW', replayed: false, result: {} },
    ]);
  });

  it('run eight at a time, and rows on one case in their order', async () => {
    const rows = Array.from({ length: 60 }, (_, n) => ({ act: 'opinion', number: `C-${n % 20}`, body: { n } }));
    const { acts, results } = await run(rows);
    expect(acts.most).toBe(8);
    expect(results.map(({ row }) => row)).toEqual(rows.map((_, n) => n));
    for (let one = 0; one < 20; one++) {
      const order = acts.done.filter(({ number }) => number === `C-${one}`).map(({ body }) => body['n']);
      expect(order).toEqual([one, one + 20, one + 40]);
    }
  });

  it('answer for each row by itself: a wrong one is its own problem', async () => {
    const rows = [
      7,
      { act: 'accept' },
      { act: 'file', number: 'A' },
      { act: 3, number: 'A', 'a/b': 1 },
      { act: 'accept', number: 'A', body: [] },
    ];
    const { acts, results } = await run([...rows, { act: 'accept', number: 'B' }]);
    expect(results.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 200]);
    expect(
      results.slice(0, 5).map((row) => ('problem' in row ? row.problem.errors!.map(({ pointer }) => pointer) : [])),
    ).toEqual([['/rows/0'], ['/rows/1/number'], ['/rows/2/number'], ['/rows/3/a~1b', '/rows/3/act'], ['/rows/4/body']]);
    expect(acts.done).toHaveLength(1);
  });

  it('name what cases finds wrong by its place in the whole request', async () => {
    const acts = new SlowActs();
    acts.refuse = new Failure('FORM_INVALID', {}, [{ pointer: '/form/area', code: 'TYPE', zh: '类型', en: 'type' }]);
    const { results } = await run([{ act: 'file', body: { form: {} } }], acts);
    expect(results[0]).toMatchObject({ status: 422, problem: { errors: [{ pointer: '/rows/0/body/form/area' }] } });
  });
});

describe('the request', () => {
  it('has at most a thousand rows', () => {
    expect(rowsOf({ rows: new Array(1_000).fill(1) })).toHaveLength(1_000);
    expect(() => rowsOf({ rows: new Array(1_001).fill(1) })).toThrow('TOO_MANY_ROWS');
  });

  it('is an object with rows', () => {
    expect(() => rowsOf(undefined)).toThrow('BAD_REQUEST');
    expect(() => rowsOf([])).toThrow('BAD_REQUEST');
    expect(() => rowsOf({ rows: {} })).toThrow('BAD_INPUT');
  });
});
