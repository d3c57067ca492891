// The fold on a real Postgres, with the registry that says who holds which mandate: one notice for each event and person.
import { DataSource } from 'typeorm';
import { type LoggedEvent } from '#contracts/event-log.dto';
import { databaseOptions } from '#platform/database';
import { RpcClient } from '#platform/rpc-client';
import { newInstallation, type Installation } from '../../../../test/installation';
import { startProcess, until, type Process } from '../../../../test/processes';
import { DESK_ROLE, DESK_SETTINGS } from '../desk.module';
import { NoticeFold } from './fold';

const NUMBER = '16-caohejing-20260302-000001';
const PARTIES = {
  item: '16',
  park: 'caohejing',
  applicant: 'enterprise:91310115DEM000014Q',
  window: 'window:caohejing',
  owner: 'park:caohejing',
  reviewers: ['dept:fire'],
};
let place: Installation;
let registry: Process;
let rpc: RpcClient;
let database: DataSource;
let woken = 0;
let fold: NoticeFold;

beforeAll(async () => {
  place = await newInstallation();
  registry = await startProcess('registry', place.env, 'serving');
  rpc = new RpcClient(place.env['NATS_URL']!, 'fold spec', place.prefix);
  await until('NATS answers', () => rpc.isConnected);
  const options = { url: place.databaseUrl, schema: 'desk', role: DESK_ROLE, settings: DESK_SETTINGS };
  database = await new DataSource(databaseOptions(options)).initialize();
  fold = new NoticeFold(database, rpc, () => (woken += 1));
}, 120_000);
afterAll(async () => {
  await database?.destroy();
  await rpc?.close();
  await registry?.stop();
  await place?.close();
});
beforeEach(async () => {
  woken = 0;
  await place.sql(
    `DELETE FROM desk.mail; DELETE FROM desk.notice; DELETE FROM desk.course; UPDATE desk.watermark SET position = 0`,
  );
});

const event = (position: number, type: string, actor: string, data: object, number = NUMBER): LoggedEvent => {
  const at = new Date(Date.now() + 60_000).toISOString(); // after the desk was set up
  return { position, number, no: position, type, actor, effective_at: at, recorded_at: at, data: { ...data } };
};
const WORK = {
  accept: [{ kind: 'ACCEPTANCE', body: 'window:caohejing' }],
  review: [{ kind: 'REVIEW', body: 'dept:fire' }],
  decide: [{ kind: 'DECISION', body: 'park:caohejing' }],
};
const LOG = [
  event(1, 'case.filed.v1', 'person:p1001', { parties: PARTIES, work: WORK.accept, dueOn: '2026-03-09' }),
  event(2, 'case.accepted.v1', 'person:p2002', { work: WORK.review, dueOn: '2026-03-06' }),
  event(3, 'case.opinion-given.v1', 'person:p4002', { verdict: 'AGREE', work: WORK.decide }),
  event(4, 'case.decided.v1', 'person:p3002', { outcome: 'GRANT', net: 3, onTime: true }),
];
const made = () =>
  place.sql<{ person: string; line: string }>(
    `SELECT person, concat_ws(' ', act, side, work, due_on::text, outcome) AS line FROM desk.notice ORDER BY no, person`,
  );

it('tells applicants what became of their case, and officers what awaits them', async () => {
  expect(await fold.fold(LOG)).toBe(4);
  expect(await made()).toEqual([
    { person: 'p1001', line: 'file APPLICANT 2026-03-09' },
    { person: 'p1002', line: 'file APPLICANT 2026-03-09' },
    { person: 'p1005', line: 'file APPLICANT 2026-03-09' },
    { person: 'p2002', line: 'file OFFICE ACCEPTANCE 2026-03-09' },
    { person: 'p1001', line: 'accept APPLICANT 2026-03-06' },
    { person: 'p1002', line: 'accept APPLICANT 2026-03-06' },
    { person: 'p1005', line: 'accept APPLICANT 2026-03-06' },
    { person: 'p4002', line: 'accept OFFICE REVIEW 2026-03-06' },
    { person: 'p4003', line: 'accept OFFICE REVIEW 2026-03-06' },
    { person: 'p4005', line: 'accept OFFICE REVIEW 2026-03-06' },
    { person: 'p3002', line: 'opinion OFFICE DECISION' },
    { person: 'p1001', line: 'decide APPLICANT GRANT' },
    { person: 'p1002', line: 'decide APPLICANT GRANT' },
    { person: 'p1005', line: 'decide APPLICANT GRANT' },
    { person: 'p2002', line: 'decide OFFICE GRANT' },
  ]);
  const [mail] = await place.sql(`SELECT count(*)::int AS n, bool_and(state = 'WAITING') AS waiting FROM desk.mail`);
  expect([mail, woken]).toEqual([{ n: 15, waiting: true }, 1]);
});

it('tells of a copy without the day by which it had to go out', async () => {
  await fold.fold([LOG[0]!, event(2, 'case.copied.v1', 'time', { to: ['dept:finance'], dueOn: '2026-03-06' })]);
  expect((await made()).at(-1)).toEqual({ person: 'p8021', line: 'copy OFFICE' });
});

it('tells who decided, and the commission, of a certificate that is overdue, though no step of theirs is open', async () => {
  await fold.fold([...LOG, event(5, 'case.certificate-overrun.v1', 'time', { level: null })]);
  expect((await made()).slice(-2)).toEqual([
    { person: 'p3002', line: 'certificate-overdue OFFICE' },
    { person: 'p6001', line: 'certificate-overdue OFFICE' },
  ]);
});

it('tells the expert whom the body that decides releases from the panel', async () => {
  await fold.fold([LOG[0]!, event(2, 'case.recused.v1', 'person:p3002', { expert: 'expert:e01' })]);
  expect((await made()).filter(({ line }) => line.startsWith('recuse'))).toEqual([
    { person: 'p8031', line: 'recuse OFFICE' },
  ]);
});

it('tells of work that is given to one officer him or her alone, and goes on behind it', async () => {
  const given = { work: WORK.review, assignee: 'person:p4003', dueOn: '2026-03-06' };
  const log = [
    LOG[0]!,
    event(2, 'case.step-reassigned.v1', 'person:p8041', given),
    event(3, 'case.decided.v1', 'person:p3002', {}),
  ];
  expect(await fold.fold(log)).toBe(3);
  const told = await made();
  expect(told.filter(({ line }) => line.startsWith('reassign'))).toEqual([
    { person: 'p4003', line: 'reassign OFFICE REVIEW 2026-03-06' },
  ]);
  expect(told.some(({ line }) => line.startsWith('decide'))).toBe(true);
});

it('does not tell an officer what he or she did', async () => {
  await fold.fold([LOG[0]!, event(2, 'case.accepted.v1', 'person:p4002', { work: WORK.review })]);
  expect((await made()).map(({ person }) => person)).not.toContain('p4002');
});

describe('makes each notice once', () => {
  const whole = async () => JSON.stringify([await made(), await fold.watermark()]);

  it('of events that are told twice, late, out of order or one at a time', async () => {
    await fold.fold(LOG);
    const once = await whole();
    expect(await fold.fold(LOG)).toBe(0);
    expect(await whole()).toBe(once);
    await place.sql(`DELETE FROM desk.mail; DELETE FROM desk.notice; DELETE FROM desk.course`);
    await place.sql('UPDATE desk.watermark SET position = 0');
    expect(await fold.fold([LOG[1]!, LOG[0]!])).toBe(2);
    for (const one of LOG.slice(1)) await fold.fold([one]);
    expect(await whole()).toBe(once);
  });

  it('of many desks at once', async () => {
    const folded = await Promise.all(Array.from({ length: 8 }, (_, n) => fold.fold(LOG.slice(0, 2 + (n % 3)))));
    if ((await fold.watermark()) < 4) folded.push(await fold.fold(LOG));
    expect(folded.reduce((sum, n) => sum + n, 0)).toBe(4);
    expect(await made()).toHaveLength(15);
  });

  it('even if the log was put back and is read again', async () => {
    await fold.fold(LOG);
    await place.sql('UPDATE desk.watermark SET position = 0');
    expect(await fold.fold(LOG)).toBe(4);
    expect(await made()).toHaveLength(15);
    expect(woken).toBe(1);
  });
});

it('behind a gap it makes none', async () => {
  expect(await fold.fold([LOG[0]!, ...LOG.slice(2)])).toBe(1);
  expect(await fold.watermark()).toBe(1);
});

it('past cases that are brought in concern nobody today', async () => {
  const past = LOG.map((one) => ({ ...one, actor: 'import:7' }));
  expect(await fold.fold(past)).toBe(4);
  expect(await made()).toEqual([]);
  // One that is still open goes on here, and from then on people hear of it.
  await fold.fold([event(5, 'case.extended.v1', 'person:p3002', { days: 10 })]);
  expect((await made()).map(({ person }) => person)).toEqual(['p1001', 'p1002', 'p1005']);
});

it('nor does what was recorded before there was a desk', async () => {
  const before = { ...LOG[0]!, recorded_at: '2026-01-05T09:00:00.000Z' };
  expect(await fold.fold([before, ...LOG.slice(1)])).toBe(4);
  expect((await made()).some(({ line }) => line.startsWith('file'))).toBe(false);
});

it('without the registry nothing is folded, and all of it once it is back', async () => {
  await registry.stop();
  await expect(fold.fold(LOG)).rejects.toThrow('MESSAGING_AWAY');
  expect([await fold.watermark(), await made()]).toEqual([0, []]);
  registry = await startProcess('registry', place.env, 'serving');
  expect(await fold.fold(LOG)).toBe(4);
  expect(await made()).toHaveLength(15);
});

it('the role of the app reads and writes its own tables and none of another app', async () => {
  for (const table of ['cases.case_event', 'registry.person', 'registry_api.mandate', 'oversight.course'])
    await expect(database.query(`SELECT 1 FROM ${table}`)).rejects.toThrow('permission denied');
  await expect(database.query('DELETE FROM desk.notice')).rejects.toThrow('permission denied');
});
