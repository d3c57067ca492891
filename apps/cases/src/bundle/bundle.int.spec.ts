// The parts of a bundle on a real Postgres: who comes out wakes it, each next part is filed once, whatever comes at the same time.
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { type BundleView } from '#contracts/bundles.dto';
import { databaseOptions } from '#platform/database';
import { bundleHouse, partOf, refusal, where } from '../../../../test/bundle-house';
import { bundleOf } from '../../../../test/bundles';
import { until } from '../../../../test/processes';
import { PARK, personId } from '../../../../test/story';
import { moveTime } from '../case/business-time';

const { house, machine, file, filed, seen, withdraw, rows, conductOf, conducted, granted, turnedAway } = bundleHouse();
let { place, story, door } = house;
beforeAll(() => {
  ({ place, story, door } = house);
});

describe('a part that comes out', () => {
  it('has its bundle look again, in the act’s own transaction, and the next part is filed by the machine', async () => {
    const { number, ...view } = await filed('B01');
    const first = partOf(view as BundleView, 'approval').number!;
    await story.act(first, `window.${PARK}`, 'accept');
    expect(await conductOf(number)).toMatchObject({ seq: 1, isDue: false });
    await story.act(first, `decider.${PARK}`, 'decide', { outcome: 'GRANT' });
    expect(await conductOf(number)).toMatchObject({ seq: 2, isDue: true, facts: { phase: 'waiting' } });
    expect(await machine().strike(number, true)).toMatchObject({
      seq: 3,
      phase: 'ordered',
      order: ['design'],
      wakeAt: null,
    });
    expect(await machine().filePart(number, 'design')).toMatchObject({
      seq: 4,
      phase: 'waiting',
      order: [],
      wakeAt: null,
    });
    const now = await seen(number);
    expect(where(now)).toEqual({ approval: 'GRANTED', design: 'RECEIVED', permit: 'WAITS' });
    const design = await door.view(partOf(now, 'design').number!, personId('applicant.a'));
    expect(design.timeline.map(({ type, actor }) => `${type} ${actor}`)).toEqual(['case.filed.v1 machine']);
    expect(design).toMatchObject({
      bundle: { number, part: 'design' },
      status: 'RECEIVED',
      form: bundleOf('B01').parts[1]!.form,
    });
    expect(design.instruments.map(({ kind }) => kind)).toEqual(['receipt']);
    expect(design.receivedAt).toBe(partOf(now, 'design').filedAt);
  });

  it('in the name of the window where it was filed at the counter, though the machine files it', async () => {
    const { view } = await file(bundleOf('B01'), `window.${PARK}`);
    await granted(partOf(view, 'approval').number!);
    await conducted(view.number);
    const design = await door.view(partOf(await seen(view.number), 'design').number!, personId('applicant.a'));
    expect(design.timeline[0]).toMatchObject({ actor: 'machine', data: { body: `window:${PARK}` } });
  });

  it('while its bundle looks, and was not seen: it is looked at once more', async () => {
    const { number, parts } = await filed('B02');
    const [graduate, permit] = ['graduate', 'permit'].map((name) => parts.find(({ part }) => part === name)!.number!);
    await turnedAway(permit!);
    const holder = new Client({ connectionString: place.databaseUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM cases.conduct WHERE number = $1 FOR UPDATE', [number]);
    const waiting = async (count: number) =>
      until(`${count} wait`, async () => {
        const sql = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
        return (await place.sql(sql)).length === count;
      });
    const acting = turnedAway(graduate!);
    await waiting(1); // to wake the bundle: its act is not committed
    const looking = machine().strike(number, true);
    await waiting(2); // to say that it has looked: the act comes before
    await holder.query('ROLLBACK');
    await holder.end();
    await acting;
    expect(await looking).toMatchObject({ phase: 'waiting', wakeAt: expect.any(Number) as number });
    expect(await conductOf(number)).toMatchObject({ isDue: true });
    await conducted(number);
    expect(where(await seen(number))).toMatchObject({ incentive: 'RECEIVED' });
  });
});

describe('business time that is moved', () => {
  it('tells a bundle that is to look anew when, and leaves one that waits', async () => {
    const [due, quiet] = [await filed('B01'), await filed('B01')];
    await turnedAway(due.parts[0]!.number!);
    const owner = await new DataSource(
      databaseOptions({ url: place.databaseUrl, schema: 'cases', poolSize: 1 }),
    ).initialize();
    try {
      await moveTime(owner, Date.now() + 60_000, 1_000);
    } finally {
      await owner.destroy();
    }
    expect(await conductOf(due.number)).toMatchObject({ seq: 3, isDue: true });
    expect(await conductOf(quiet.number)).toMatchObject({ seq: 1, isDue: false });
    expect(await machine().strike(due.number, true)).toMatchObject({ seq: 4, phase: 'closed' });
  });
});

describe('a part that is refused', () => {
  it('STOP: nothing that waits is filed any more', async () => {
    const { number, parts } = await filed('B01');
    await turnedAway(parts[0]!.number!);
    await conducted(number);
    const view = await seen(number);
    expect(where(view)).toEqual({ approval: 'NOT_ACCEPTED', design: 'PART_BEFORE_FAILED', permit: 'BUNDLE_STOPPED' });
    expect(view).toMatchObject({ status: 'UNSUCCESSFUL', mayWithdraw: false });
    expect(view.endedAt).not.toBeNull();
    expect(await conductOf(number)).toMatchObject({ facts: { phase: 'closed' }, isDue: false });
    expect(await place.sql('SELECT 1 FROM cases.bundle_part WHERE bundle = $1 AND form IS NOT NULL', [number])).toEqual(
      [],
    );
  });

  it('DROP_DEPENDENTS: what builds on it is not filed, the others go on', async () => {
    const { number, parts } = await filed('B01');
    await granted(parts[0]!.number!);
    await conducted(number);
    await story.act(partOf(await seen(number), 'design').number, 'applicant.a', 'withdraw');
    await conducted(number);
    const view = await seen(number);
    expect(where(view)).toEqual({ approval: 'GRANTED', design: 'WITHDRAWN', permit: 'PART_BEFORE_FAILED' });
    expect(view.status).toBe('PARTIAL');
  });

  it('FILE_ANYWAY: what comes after it is filed all the same', async () => {
    const { number, parts } = await filed('B02');
    await turnedAway(parts.find(({ part }) => part === 'graduate')!.number!);
    await conducted(number);
    expect(where(await seen(number))).toMatchObject({ graduate: 'NOT_ACCEPTED', incentive: 'RECEIVED' });
  });

  it('and comes back after reconsideration: what was dropped stays dropped, an end stays an end', async () => {
    const { number, parts } = await filed('B01');
    const first = parts[0]!.number!;
    await turnedAway(first);
    await conducted(number);
    await story.act(first, 'applicant.a', 'ask-reconsideration', { reasons: '属于职权范围' });
    await story.act(first, 'commission', 'decide-reconsideration', {
      ruling: 'REMANDED',
      document: '沪府复〔2026〕1号',
      reasons: '撤销',
    });
    const { seq } = await conductOf(number);
    expect(await machine().strike(number, true)).toMatchObject({ seq, phase: 'closed' });
    expect(await seen(number)).toMatchObject({ status: 'UNSUCCESSFUL', parts: [{ status: 'RECEIVED' }, {}, {}] });
  });
});

describe('a part whose turn has come', () => {
  const ordered = async (): Promise<string> => {
    const { number, parts } = await filed('B01');
    await granted(parts[0]!.number!);
    await machine().strike(number, true);
    return number;
  };

  it('is filed once, however often and by however many it is tried', async () => {
    const number = await ordered();
    const before = (await rows())['approval_case']!;
    const answers = await Promise.all(Array.from({ length: 8 }, () => machine().filePart(number, 'design')));
    expect((await rows())['approval_case']).toBe(before + 1);
    expect(new Set(answers.map(({ seq }) => seq)).size).toBe(1);
    expect(await machine().filePart(number, 'design')).toMatchObject({ phase: 'waiting', order: [] });
    expect((await rows())['approval_case']).toBe(before + 1);
  });

  it('is not filed when it is no longer its turn, nor one that there is not', async () => {
    const number = await ordered();
    await withdraw(number);
    const before = await rows();
    expect(await machine().filePart(number, 'design')).toMatchObject({ phase: 'closed', order: [] });
    expect(await machine().filePart(number, 'garden')).toMatchObject({ phase: 'closed' });
    expect(await rows()).toEqual(before);
  });

  it('and whoever files it is killed between: the whole is taken back, and the next one files it', async () => {
    const number = await ordered();
    const before = await rows();
    await place.sql(`CREATE FUNCTION cases.die() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$`);
    await place.sql(`CREATE TRIGGER die BEFORE UPDATE ON cases.bundle_part FOR EACH ROW EXECUTE FUNCTION cases.die()`);
    await place.sql('ALTER FUNCTION cases.die() SECURITY DEFINER');
    await expect(machine().filePart(number, 'design')).rejects.toThrow();
    await place.sql('DROP FUNCTION cases.die() CASCADE');
    expect(await rows()).toEqual(before);
    await conducted(number);
    expect(where(await seen(number))).toMatchObject({ design: 'RECEIVED' });
  });

  it('that the law no longer lets be filed is dropped, and says why', async () => {
    const number = await ordered();
    await place.sql(`UPDATE registry.delegation SET valid_to = '2020-01-01' WHERE park = $1 AND item = '5'`, [PARK]);
    await conducted(number);
    await place.sql(`UPDATE registry.delegation SET valid_to = NULL WHERE park = $1 AND item = '5'`, [PARK]);
    const view = await seen(number);
    expect(where(view)).toEqual({ approval: 'GRANTED', design: 'NOT_FILABLE', permit: 'PART_BEFORE_FAILED' });
    expect(partOf(view, 'design').dropped).toMatchObject({ fault: 'NO_DELEGATION' });
    expect(view.status).toBe('PARTIAL');
  });

  it('where a calendar is missing is no reason to drop it: it is tried again', async () => {
    const number = await ordered();
    const [{ rev }] = (await place.sql(`INSERT INTO registry.calendar (rev, years)
      SELECT rev + 1, jsonb_path_query_array(years, '$[0 to 1]') FROM registry_api.calendar RETURNING rev`)) as [
      { rev: string },
    ];
    expect((await refusal(machine().filePart(number, 'design'))).code).toBe('CALENDAR_UNKNOWN');
    await place.sql('DELETE FROM registry.calendar WHERE rev = $1', [rev]);
    expect(where(await seen(number))).toMatchObject({ design: 'WAITS' });
    await conducted(number);
    expect(where(await seen(number))).toMatchObject({ design: 'RECEIVED' });
  });

  it('and two parts that come out at the same instant are seen both', async () => {
    const { number, parts } = await filed('B02');
    const [graduate, permit] = ['graduate', 'permit'].map((name) => parts.find(({ part }) => part === name)!.number!);
    await Promise.all([turnedAway(graduate!), turnedAway(permit!), machine().strike(number, true), conducted(number)]);
    expect(await conductOf(number)).toMatchObject({ facts: { phase: expect.any(String) as string } });
    await conducted(number);
    expect(where(await seen(number))).toEqual({
      ...{ record: 'RECORDED', graduate: 'NOT_ACCEPTED', permit: 'NOT_ACCEPTED', incentive: 'RECEIVED' },
    });
    const cases = await place.sql(
      `SELECT 1 FROM cases.approval_case WHERE item = 'E01' AND number IN
      (SELECT number FROM cases.bundle_part WHERE bundle = $1)`,
      [number],
    );
    expect(cases).toHaveLength(1);
  });
});
