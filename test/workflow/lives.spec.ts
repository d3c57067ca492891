// Lives of cases on the real servers: the crowd does what is offered in business time, Temporal's databases are dropped while two hundred
// cases are open, and every act of time still happens once, at its legal instant, as the rules alone and Python say.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Definition } from '#rules/definition';
import {
  isPersonAct,
  LIFECYCLE,
  transition,
  type ActName,
  type PersonAct,
  type Phase,
  type TimeAct,
} from '#rules/lifecycle';
import { type Step } from '#rules/state';
import { stageOf } from '#rules/telling';
import { chance, type Chance } from '../chance';
import { faultsOf, statesOf } from '../conserved';
import { deedOn, STANDING, type Standing } from '../crowd';
import { calendar } from '../law';
import { datesThatDiffer, pythonHere } from '../oracle/dates';
import { until } from '../processes';
import { figuresOf, figuresRebuilt } from '../projections';
import { seedInto } from '../seeding';
import { exampleOf, personId } from '../story';
import { keepShapes } from './histories';
import { conductedInstallation, shanghai, type Conducted } from './conducted';
import { ownTemporal, type OwnTemporal } from './own-temporal';

// More that are open when the databases are dropped, or others: REAL_LIVES=1000 LIVES_SEED=7 before the command.
const OPEN = Number(process.env['REAL_LIVES'] ?? 200);
const SEED = Number(process.env['LIVES_SEED'] ?? 20_261_123);
const SEEDS = join(__dirname, '../../seeds');
const FILES = readdirSync(join(SEEDS, 'items')).map((name) => name.replace('.json', ''));
const isOfThePast = (name: string) => /-\d{4}$/.test(name);
/** All items that may be filed today: of each the file without a year in its name; and what was in force before. */
const [ITEMS, PAST] = [FILES.filter((name) => !isOfThePast(name)), FILES.filter(isOfThePast)];
const PARKS = ['caohejing', 'jinqiao'];
const ROUNDS = 30;
const MOST_ROUNDS = 4 * ROUNDS;
const DROPPED = 14;
const BACK = 17;
/** By then the publicity of a design has ended; the grant of one is handed out by nobody. */
const GRANTED = DROPPED - 1;
/** From then on the crowd is after what nobody has done yet. */
const HALFWAY = ROUNDS / 2;
const AT_ONCE = 8;
const HOUR = 3_600_000;

let temporal: OwnTemporal;
let yuanban: Conducted;
type Deed = [user: string, act: string, body?: object];
const filed: string[] = [];
/** Cases that are left alone after some acts, so that all that is owed in them comes due. */
const left: string[] = [];
let shown = '';
let broken = '';
const refusedBy: Record<string, number> = {};
/** The stages of the cases that were open when Temporal's databases were dropped, and while there were none. */
let atTheDrop: Phase[] = [];
let meanwhile: Phase[] = [];

beforeAll(async () => {
  temporal = await ownTemporal();
  yuanban = await conductedInstallation({ LOOK_AFTER_MS: '1000', TEMPORAL_ADDRESS: temporal.address });
  await lives();
}, 900_000);
afterAll(async () => {
  await yuanban?.close();
  await temporal?.close();
});

const eachOf = async <T>(list: readonly T[], work: (one: T) => Promise<void>) => {
  const waiting = [...list];
  const next = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
};
const days = (at: number) => new Date(at + 8 * HOUR).toISOString().slice(0, 16).replace('T', ' ');

/** Some six weeks from Monday 7 March 2033, and then long enough for all that is owed to come due. */
async function lives(): Promise<void> {
  const draw = chance(SEED);
  // Each case has luck of its own: who comes first does not change the others' lives.
  const luck = new Map<string, Chance>();
  const luckOf = (number: string) => luck.get(number) ?? luck.set(number, chance(SEED + luck.size)).get(number)!;
  const { story } = yuanban;
  let now = shanghai('2033-03-07 09:00');
  const passTo = (at: number) => yuanban.at(days((now = at)));
  await passTo(now);
  const file = (count: number) =>
    eachOf(
      Array.from({ length: count }, () => ({ item: draw.of(ITEMS), park: draw.of(PARKS) })),
      async ({ item, park }) => void filed.push((await story.fileItem(item, { park })).number),
    );
  const stages = async () =>
    (await standings([broken])).map(({ state }) => stageOf(state)).filter((stage) => stage !== 'closed');
  await leaveSomeAlone();
  let awaited: PersonAct[] = [];
  // Luck alone does not decide whether everything was done: as long as something was not, there are more cases and more rounds.
  for (let round = 0; round < ROUNDS || (awaited.length > 0 && round < MOST_ROUNDS); round += 1) {
    if (round <= DROPPED || round >= ROUNDS) await file(OPEN / 20);
    if (round === DROPPED) {
      // One reading both ends the filing and is remembered: by a second one a case may have ended of itself.
      for (atTheDrop = await stages(); atTheDrop.length < OPEN; atTheDrop = await stages())
        await file(Math.min(OPEN - atTheDrop.length, OPEN / 2));
      await keepWays();
      await temporal.erase();
    }
    if (round === BACK) {
      meanwhile = await stages();
      await temporal.startEmpty();
    }
    const open = await standings([...left, broken]);
    if (round === GRANTED) await story.act(shown, 'decider.caohejing', 'decide', { outcome: 'GRANT' });
    await eachOf(open, async (standing) => {
      const own = luckOf(standing.number);
      const deed = own.holds(0.5) ? deedOn(standing, now, own, awaited) : null;
      if (!deed) return;
      await story.act(standing.number, deed.user, deed.act, deed.body, deed.key).catch((error: unknown) => {
        const { code } = error as { code?: string };
        if (!code) throw error;
        refusedBy[code] = (refusedBy[code] ?? 0) + 1;
      });
    });
    await passTo(now + (6 + draw.under(50)) * HOUR);
    if (round >= HALFWAY) awaited = (await unseen()).filter(isPersonAct).filter((act) => !NO_OCCASION.includes(act));
  }
  await passTo(now + 60 * 24 * HOUR);
  await allIsDone();
  // Licences of two years run out, or count as renewed, once their certificates are made.
  await passTo(now + 800 * 24 * HOUR);
  await allIsDone();
  await keepWays();
}

/** Of those that have a history: on the spot nothing is conducted. */
async function keepWays(): Promise<void> {
  const told = await yuanban.place.sql<{ id: string }>(
    'SELECT workflow_id AS id FROM cases.conduct WHERE told_seq > 0 AND number <> $1 ORDER BY number',
    [broken],
  );
  await keepShapes(
    yuanban.temporal,
    told.map(({ id }) => id),
  );
}

/** Time has had its say on every case, and the machine has made what was ordered of it. */
async function allIsDone(): Promise<void> {
  const due = `SELECT number FROM cases.conduct WHERE wake_at <= platform.business_now() AND number <> $1`;
  const ordered = `SELECT number FROM cases.approval_case WHERE state->>'certificate' = 'ORDERED'`;
  const { place } = yuanban;
  let undone: unknown[] = [];
  const isDone = async () => {
    undone = [...(await place.sql(due, [broken])), ...(await place.sql(ordered))];
    return undone.length === 0;
  };
  await until('nothing is left to do on any case', isDone, 180_000).catch(async ({ message }: Error) => {
    const conduct = await place.sql('SELECT * FROM cases.conduct WHERE workflow_id LIKE ANY ($1)', [
      undone.slice(0, 3).map((one) => `%${(one as { number: string }).number}`),
    ]);
    const words = [yuanban.relay, yuanban.worker].map((process) => process.words().slice(-3_000));
    throw new Error([message, JSON.stringify(undone.slice(0, 20)), JSON.stringify(conduct), ...words].join('\n'));
  });
}

/** Of each item one case that nobody touches, and one that is left where each rule of its own begins to run. */
async function leaveSomeAlone(): Promise<void> {
  const window = 'window.caohejing';
  const accept: Deed = [window, 'accept'];
  const late: Deed = [window, 'accept-conditionally', { items: [{ text: '图纸' }] }];
  const agree = (user: string): Deed => [user, 'opinion', { verdict: 'AGREE', text: '同意' }];
  const all = ['civil-defence', 'fire', 'water'].map((department) => agree(`review.${department}`));
  const owner = 'decider.caohejing';
  const grant: Deed = [owner, 'decide', { outcome: 'GRANT' }];
  const inspected: Deed = [owner, 'pause', { reason: 'inspection', basis: '检测', days: 3 }];
  const turnedAway: Deed = [window, 'refuse-acceptance', { reasons: '材料不齐' }];
  const asked: Deed = ['applicant.a', 'ask-reconsideration', { reasons: '材料齐全' }];
  const ruling = { ruling: 'REMANDED', document: '沪府复决字〔2034〕1号', reasons: '认定事实不清' };
  const remanded: Deed = ['commission', 'decide-reconsideration', ruling];
  const interested: Deed = [owner, 'tell-interested', { parties: '相邻业主', matter: '日照', days: 3 }];
  const hearing = { on: '2033-03-21', place: '园区会议室', chair: personId('check.caohejing') };
  const announced: Deed = [owner, 'notice-hearing', hearing];
  const promise: Deed = ['applicant.a', 'give-promise', { promise: '材料属实' }];
  const onPromise: Deed = [owner, 'decide-on-promise'];
  const fix: Deed = [owner, 'order-fix', { findings: '不符', fix: '改正', days: 5 }];
  // Repaired at once: no other case of the applicant is to suffer from it.
  const notKept: Deed[] = [
    ['applicant.a', 'report-fix', { report: '已改正' }],
    [owner, 'revoke-on-promise', { reasons: '仍不符合' }],
    [owner, 'repair-credit', { reason: '已经改正' }],
  ];
  const told: Deed = [owner, 'tell-hearing', { matter: '拟不予许可' }];
  const leave = async (item: string, way: readonly Deed[], form: object = exampleOf(item)) => {
    const { number } = await yuanban.story.fileItem(item.split('-')[0]!, { form });
    for (const [user, act, body] of way) await yuanban.story.act(number, user, act, body);
    left.push(number);
    filed.push(number);
    shown = number;
  };
  // Business time only grows: for as long as this takes, what was in force in the past is so in this database.
  await withSeedsOfThePast(async () => {
    for (const item of PAST) for (const way of [[], [accept]]) await leave(item, way);
    for (const way of [[grant], [grant, ['applicant.a', 'ask-renewal'] as Deed]])
      await leave('11-2014', [accept, ...way]);
  });
  const ways: [item: string, ...way: Deed[]][] = [
    ...ITEMS.map((item): [string] => [item]),
    ...['5', '11', '16', 'T01', 'E01'].map((item): [string, Deed] => [item, accept]),
    ['5', late],
    ['11', late],
    ['16', accept, inspected],
    ['11', accept, told],
    ['11', accept, grant],
    ['11', accept, grant, ['applicant.a', 'ask-renewal']],
    ['16', turnedAway, asked, remanded],
    ['16', turnedAway, asked],
    ['16', accept, interested],
    ['16', accept, announced],
    ['16', accept, ...all, grant],
    ['T01', promise, onPromise],
    ['T01', promise, onPromise, fix],
    ['T01', promise, onPromise, fix, ...notKept],
    ['5', accept, ...all],
  ];
  // No font has the first character of the name: the certificate is never made.
  await leave('16', [accept, ...all, grant], { ...exampleOf('16'), projectName: '𠮷野项目' });
  for (const [item, ...way] of ways) await leave(item, way);
  // And one whose rules are spoiled, in a park of its own: whatever is due in it fails, and nothing else does.
  broken = (await yuanban.story.fileItem('16', { park: 'jiading' })).number;
  await yuanban.place.sql(`UPDATE cases.approval_case SET definition = definition - 'escalation' WHERE number = $1`, [
    broken,
  ]);
}

/** Does something while the seeds of this database have each version of the past in force, and none that came after it. */
async function withSeedsOfThePast(work: () => Promise<void>): Promise<void> {
  const { databaseUrl } = yuanban.place;
  const folder = mkdtempSync(join(tmpdir(), 'yuanban-seeds-'));
  try {
    cpSync(SEEDS, folder, { recursive: true });
    for (const name of PAST) {
      const file = join(folder, 'items', `${name}.json`);
      writeFileSync(
        file,
        JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), from: '2033-03-07' }),
      );
    }
    await seedInto(databaseUrl, folder);
    await work();
  } finally {
    rmSync(folder, { recursive: true });
  }
  await seedInto(databaseUrl, SEEDS);
}

/** Acts that the record of no case shows. */
async function unseen(): Promise<ActName[]> {
  const rows = await yuanban.place.sql<{ type: string }>('SELECT DISTINCT type FROM cases.case_event');
  const seen = new Set(rows.map(({ type }) => type));
  return LIFECYCLE.map(({ act }) => act).filter((act) => !seen.has(transition(act).event));
}

const standings = (but: readonly string[]) =>
  yuanban.place.sql<Standing>(`${STANDING} AND NOT number = ANY ($1)`, [but]);

it('every case is what its people alone make of it: no act of time lost, doubled or at another instant', async () => {
  expect(filed.length).toBeGreaterThan(OPEN + left.length);
  expect(await faultsOf(yuanban.place, filed, calendar, [broken])).toEqual([]);
});

it('every date in every state of every case, and the instant of every card, is the one that Python computes', async () => {
  const states = await statesOf(yuanban.place, filed, calendar);
  expect(states.length).toBeGreaterThan(5 * OPEN);
  expect(await datesThatDiffer(await pythonHere(), states)).toEqual([]);
}, 120_000);

it('the figures of the commission, folded as the events came and some of them twice, are those of a rebuild, byte for byte', async () => {
  const { place } = yuanban;
  const folded = await figuresOf(place);
  expect(folded.split('\n').length).toBeGreaterThan(OPEN);
  expect(await figuresRebuilt(place)).toBe(folded);
});

it('an act of time that is a minute off, or a task too many on the lists, would be seen', async () => {
  const { place } = yuanban;
  const [event] = await place.sql<{ id: string; number: string }>(
    `SELECT id, number FROM cases.case_event WHERE type = 'case.red-carded.v1' AND number <> $1 ORDER BY id LIMIT 1`,
    [broken],
  );
  const moved = (by: string) =>
    place.sql('UPDATE cases.case_event SET effective_at = effective_at + $2::interval WHERE id = $1', [event!.id, by]);
  await moved('1 minute');
  expect(await faultsOf(place, filed, calendar, [broken])).toEqual([expect.stringContaining(event!.number)]);
  await moved('-1 minute');
  const reopened = (at: string) =>
    place.sql(
      `UPDATE cases.task SET closed_at = ${at} WHERE number = $1 AND step = 'acceptance' AND closed_at IS ${at === 'NULL' ? 'NOT' : ''} NULL`,
      [filed.at(-1)],
    );
  await reopened('NULL');
  expect(await faultsOf(place, filed, calendar, [broken])).toEqual([expect.stringContaining(filed.at(-1)!)]);
  await reopened('now()');
  expect(await faultsOf(place, [...filed, 'never-filed'], calendar, [broken])).toEqual(['never-filed: is lost']);
  expect(await faultsOf(place, filed.slice(1), calendar, [broken])).toEqual([
    `${filed[0]}: was acknowledged to nobody`,
  ]);
});

it('the databases were dropped with so many cases open, and there was one in every stage that a workflow has', () => {
  expect(atTheDrop.length).toBeGreaterThanOrEqual(OPEN);
  expect(new Set(atTheDrop)).toEqual(new Set([...STAGES, ...atTheDrop]));
  // A certificate is made within a second while there is a Temporal; without it, it waits.
  expect(new Set(meanwhile)).toEqual(new Set([...STAGES, 'certify', ...meanwhile]));
});
const STAGES: readonly Phase[] = ['intake', 'review', 'decision', 'aftercare'];

it('the crowd did all that the items of the seeds give occasion for, and nothing failed without a name', async () => {
  expect(refusedBy['INTERNAL']).toBeUndefined();
  expect((await unseen()).filter((act) => !NO_OCCASION.includes(act))).toEqual([]);
});

/** No item of the seeds has them, or they belong to other specs: two who decide, a lower level, silence as consent, a new calendar, a retry. */
const NO_OCCASION: readonly ActName[] = ['report-up', 'propose', 'deem-agreed', 'recalendar', 'retry-work'];

it('every rule that an item of the seeds configures has fired, in each version of it', async () => {
  const items = await yuanban.place.sql<{ item: string; definition: Definition; type: string; data: Fired }>(
    `SELECT DISTINCT c.item || '@' || c.item_version AS item, c.definition, e.type, e.data - 'work' - 'dueOn' AS data FROM cases.approval_case c
     JOIN cases.case_event e ON e.number = c.number AND e.actor = 'time'`,
  );
  fired = new Set(items.flatMap(({ item, type, data }) => namesOf(item, type, data)));
  const configured = [...new Map(items.map(({ item, definition }) => [item, definition]))].flatMap(rulesOf);
  expect(new Set(items.map(({ item }) => item)).size).toBe(FILES.length);
  expect(configured.length).toBeGreaterThan(45);
  expect(configured.filter((rule) => !fired.has(rule))).toEqual([]);
});

it('every rule that the law itself gives to a step has fired', () => {
  expect(RULES_OF_LAW.filter((rule) => ![...fired].some((one) => one.endsWith(` ${rule}`)))).toEqual([]);
});
const RULES_OF_LAW = [
  ...['lapse-right hearing-right', 'lapse-right interested', 'special-overrun special'],
  ...['step-overdue hearing', 'step-overdue reconsideration', 'certificate-overdue'],
];

let fired = new Set<string>();
interface Fired {
  level?: number;
  step?: string;
}
const namesOf = (item: string, type: string, { level, step }: Fired) => {
  const { act } = LIFECYCLE.find(({ event }) => event === type)!;
  return [`${item} ${act}`, `${item} ${act} ${level ?? ''}`, `${item} ${act} ${(step ?? '').split('/')[0]}`];
};
/** What the definition of an item makes time do, as `namesOf` names it. */
function rulesOf([item, of]: [string, Definition]): string[] {
  if (of.onTheSpot) return [`${item} record`];
  const acts: TimeAct[] = ['deem-accepted', 'yellow-card', 'red-card', 'supervise'];
  const owed: Partial<Record<Step['id'], unknown>> = {
    'pre-review': of.preReview,
    review: of.reviewers.some(({ within }) => within),
    'late-material': of.lateMaterial,
    delivery: of.delivery,
    'promise-check': of.onPromise,
  };
  return [
    ...acts.map((act) => `${item} ${act}`),
    ...of.escalation.map((_, i) => `${item} escalate ${i + 1}`),
    ...(of.reminder ? [`${item} remind`] : []),
    ...(of.publicity ? [`${item} end-publicity`] : []),
    ...(of.copies ? [`${item} copy`] : []),
    ...(of.reviewers.some(({ silence }) => silence) ? [`${item} deem-agreed`] : []),
    ...(of.onPromise ? [`${item} lapse-fix`] : []),
    ...(of.certificate?.validity ? [`${item} remind-renewal`, `${item} lapse-licence`, `${item} deem-renewed`] : []),
    ...Object.entries(owed).flatMap(([step, is]) => (is ? [`${item} step-overdue ${step}`] : [])),
  ];
}

it('what cannot be judged in one park has held up no other', async () => {
  expect(yuanban.relay.words()).toContain(broken);
  const [row] = await yuanban.place.sql('SELECT status FROM cases.approval_case WHERE number = $1', [broken]);
  expect(row).toEqual({ status: 'RECEIVED' });
});

it('nothing is left to be told', async () => {
  const untold = () => yuanban.place.sql('SELECT number FROM cases.conduct WHERE seq > told_seq');
  await until('everything is told', async () => (await untold()).length === 0);
});
