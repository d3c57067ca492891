import { Failure } from '#platform/failure';
import { caseFilterOf, groupsOf, partsOf, windowOf, writeCursor } from './question';

/** Pointers and codes of a refusal. */
function faultsOf(ask: () => unknown): string[] {
  try {
    ask();
  } catch (error) {
    const { code, errors } = error as Failure;
    expect(code).toBe('BAD_INPUT');
    for (const { zh, en } of errors!)
      expect([zh, en]).toEqual([expect.stringMatching(/\p{Script=Han}/u), expect.any(String)]);
    return errors!.map((one) => `${one.pointer} ${one.code}`);
  }
  return [];
}

describe('what the table is broken down by', () => {
  it('is item, park and month unless said otherwise, in this order whatever the order of asking', () => {
    expect(groupsOf(undefined)).toEqual(['item', 'park', 'month']);
    expect(groupsOf('month,item')).toEqual(['item', 'month']);
    expect(groupsOf('')).toEqual([]);
  });

  it.each(['colour', 'item,', 'item,item', 'Item', ' item', 'item;park'])('"%s" is no such thing', (by) => {
    expect(faultsOf(() => groupsOf(by))).toEqual(['/by GROUPS']);
  });
});

describe('the window', () => {
  it('is open where nothing is said, and may be a single day', () => {
    expect(windowOf({})).toEqual({ from: null, to: null });
    expect(windowOf({ from: '2026-03-01', to: '2026-03-01' })).toEqual({ from: '2026-03-01', to: '2026-03-01' });
  });

  it('has dates that exist, and ends no earlier than it begins', () => {
    expect(faultsOf(() => windowOf({ from: '2026-02-30', to: 'today' }))).toEqual(['/from DATE', '/to DATE']);
    expect(faultsOf(() => windowOf({ from: '', to: '2026-03-01' }))).toEqual(['/from DATE']);
    expect(faultsOf(() => windowOf({ from: '2026-03-02', to: '2026-03-01' }))).toEqual(['/to REVERSED']);
  });
});

describe('the parts of a window', () => {
  const of = (from: string | null, to: string | null) => {
    const { months, spans } = partsOf({ from, to });
    return [months.first, months.last, ...spans.map(({ first, last }) => `${first} ${last}`)];
  };

  it('are whole months where it begins and ends with one', () => {
    expect(of(null, null)).toEqual([null, null]);
    expect(of('2026-03-01', '2026-05-31')).toEqual(['2026-03', '2026-05']);
    expect(of('2024-02-01', '2024-02-29')).toEqual(['2024-02', '2024-02']);
  });

  it('are the days at its ends as well where it does not', () => {
    expect(of('2026-03-02', '2026-05-30')).toEqual([
      '2026-04',
      '2026-04',
      '2026-03-02 2026-03-31',
      '2026-05-01 2026-05-30',
    ]);
    expect(of('2024-02-02', null)).toEqual(['2024-03', null, '2024-02-02 2024-02-29']);
    expect(of(null, '2023-12-30')).toEqual([null, '2023-11', '2023-12-01 2023-12-30']);
  });

  it('hold no month where none is whole, whichever year it is', () => {
    const hold = ([first, last]: (string | null)[]) =>
      ['2025-11', '2025-12', '2026-01', '2026-02'].filter((month) => month >= first! && month <= last!);
    for (const [from, to, ...spans] of [
      ['2025-12-02', '2025-12-31', '2025-12-02 2025-12-31'],
      ['2026-01-01', '2026-01-30', '2026-01-01 2026-01-30'],
      ['2025-12-05', '2025-12-05', '2025-12-05 2025-12-05'],
      ['2025-12-31', '2026-01-01', '2025-12-31 2025-12-31', '2026-01-01 2026-01-01'],
    ]) {
      const parts = of(from!, to!);
      expect([from, hold(parts), parts.slice(2)]).toEqual([from, [], spans]);
    }
  });
});

describe('a list of applications', () => {
  const of = (more: object) => caseFilterOf({ person: 'p', ...more });

  it('is of those decided, fifty a page, unless said otherwise', () => {
    const open = { item: null, park: null, from: null, to: null, after: null };
    expect(of({})).toEqual({ kind: 'DECIDED', limit: 50, ...open });
    expect(of({ of: 'on-the-spot', limit: '200' })).toMatchObject({ kind: 'ON_THE_SPOT', limit: 200 });
    expect(of({ of: 'before', item: '16', park: 'caohejing', month: '2026-03' })).toMatchObject({
      kind: 'BEFORE',
      item: '16',
      park: 'caohejing',
      from: '2026-03-01',
      to: '2026-03-31',
    });
  });

  it('of a month are those of its days that lie in the window', () => {
    expect(of({ month: '2024-02', from: '2024-02-10' })).toMatchObject({ from: '2024-02-10', to: '2024-02-29' });
    expect(of({ month: '2024-02', from: '2023-01-01', to: '2024-02-09' })).toMatchObject({
      from: '2024-02-01',
      to: '2024-02-09',
    });
  });

  it('goes on behind a row', () => {
    expect(of({ cursor: writeCursor('2026-03-05 09:00:00+08', '16-a-1') }).after).toEqual([
      '2026-03-05 09:00:00+08',
      '16-a-1',
    ]);
  });

  it('names every wrong field at once', () => {
    const wrong = { of: 'toString', item: '16 OR 1', park: '', month: '2026-13', from: 'x', cursor: 'W10', limit: '0' };
    expect(faultsOf(() => of(wrong))).toEqual([
      '/of SET',
      '/item CODE',
      '/park CODE',
      '/month MONTH',
      '/from DATE',
      '/cursor CURSOR',
      '/limit LIMIT',
    ]);
  });

  it.each(['201', '-1', '1.5', 'many', ''])('has no limit of "%s"', (limit) => {
    expect(faultsOf(() => of({ limit }))).toEqual(['/limit LIMIT']);
  });

  it.each([['["never","1"]'], ['["2026-03-05","1","2"]'], ['["2026-03-05",1]'], ['{']])(
    'has no cursor of %s',
    (text) => {
      expect(faultsOf(() => of({ cursor: Buffer.from(text).toString('base64url') }))).toEqual(['/cursor CURSOR']);
    },
  );
});
