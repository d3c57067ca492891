// Decisions on a promise at the door on a real Postgres: what is told in writing, and whom the credit record stands against and is shown to.
import { DataSource } from 'typeorm';
import { withContext } from '#platform/database';
import { maySeeCredit, type Mandate } from '#rules/access';
import { doorHouse } from '../../../../test/door-house';
import { enterpriseOf, PARK, personId } from '../../../../test/story';
import { ForParties } from '../instruments/for-parties';

const house = doorHouse();
let { place, app, door, story } = house;
beforeAll(async () => {
  ({ place, app, door, story } = house);
  await place.sql(`SELECT platform.move_time('2030-03-04T09:00+08')`);
});

const DECIDER = `decider.${PARK}`;
const PROMISE = { promise: '申请人本科毕业于本市高校，所附学历、合同均属实' };
const ORDER = { findings: '劳动合同尚未签订', fix: '补签劳动合同并报送', days: 5 };
type Deed = [user: string, act: string, body?: object];
const GRANTED: Deed[] = [
  ['applicant.a', 'give-promise', PROMISE],
  [DECIDER, 'decide-on-promise'],
];
const BROKEN: Deed[] = [
  ...GRANTED,
  [DECIDER, 'order-fix', ORDER],
  ['applicant.a', 'report-fix', { report: '已补签' }],
  [DECIDER, 'revoke-on-promise', { reasons: '合同系伪造' }],
];

async function lived(deeds: readonly Deed[], filing: object = {}): Promise<string> {
  const { number } = await story.fileItem('T01', filing);
  for (const [user, act, body] of deeds) await story.act(number, user, act, body);
  return number;
}
const entries = (of: string) =>
  place.sql<Record<string, unknown>>(
    'SELECT body, event_no, entered_at, repaired_at FROM cases.credit_entry WHERE number = $1',
    [of],
  );
const papers = async (number: string) => {
  const rows = await place.sql<{ id: string }>(
    'SELECT id FROM cases.instrument WHERE case_number = $1 ORDER BY event_no',
    [number],
  );
  const parties = app.get(ForParties);
  return Promise.all(rows.map(({ id }) => parties.document(personId('applicant.a'), id)));
};

it('an applicant promises, the body that decides grants at once, and the decision says that it rests on the promise', async () => {
  const number = await lived([]);
  const before = await door.view(number, personId('applicant.a'));
  expect(before.next.map(({ act }) => act)).toContain('give-promise');
  await expect(story.act(number, DECIDER, 'decide-on-promise')).rejects.toMatchObject({ code: 'NO_PROMISE' });
  await expect(story.act(number, `window.${PARK}`, 'give-promise', PROMISE)).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  });
  await story.act(number, 'applicant.a', 'give-promise', PROMISE);
  const { decisionBasis, timeline } = await door.view(number, personId(DECIDER));
  expect(timeline.at(-1)).toMatchObject({ type: 'case.promise-given.v1', texts: PROMISE });
  await expect(
    story.act(number, DECIDER, 'decide-on-promise', { decisionBasis: 'f'.repeat(64) }),
  ).rejects.toMatchObject({ code: 'BASIS_CHANGED' });
  const { view } = await story.act(number, DECIDER, 'decide-on-promise', { decisionBasis });
  expect(view).toMatchObject({ status: 'GRANTED', certificate: 'ORDERED', credit: [] });
  expect(view.steps.at(-1)).toMatchObject({ kind: 'PROMISE_CHECK', due: { dueOn: '2030-05-06' } });
  const decision = (await papers(number)).at(-1)!;
  expect(decision).toMatchObject({
    kind: 'written-decision',
    content: { own: { outcome: 'GRANT', onPromise: { givenOn: '2030-03-04', checkBy: { on: '2030-05-06' } } } },
  });
  expect(JSON.stringify(decision.content)).toContain('以告知承诺方式办理');
});

it('the window may still accept: what nobody decides on goes the usual way', async () => {
  const number = await lived([GRANTED[0]!, [`window.${PARK}`, 'accept']]);
  const { status, steps } = await door.view(number, personId(DECIDER));
  expect([status, steps.filter(({ endedAt }) => endedAt === null).map(({ kind }) => kind)]).toEqual([
    'DECISION',
    ['DECISION'],
  ]);
});

it('the check is work of the body that decided, by its own day', async () => {
  const number = await lived(GRANTED);
  const tasks = await place.sql(
    `SELECT kind, queue, due_at FROM cases.task WHERE number = $1 AND closed_at IS NULL AND kind = 'PROMISE_CHECK'`,
    [number],
  );
  expect(tasks).toEqual([
    { kind: 'PROMISE_CHECK', queue: `park:${PARK}`, due_at: new Date('2030-05-07T00:00:00+08:00') },
  ]);
});

it('an order to fix says what, and by when; too long a time is refused and changes nothing', async () => {
  const number = await lived(GRANTED);
  await expect(story.act(number, DECIDER, 'order-fix', { ...ORDER, days: 11 })).rejects.toMatchObject({
    code: 'FIX_TOO_LONG',
    params: { limit: 10 },
  });
  const { view } = await story.act(number, DECIDER, 'order-fix', ORDER);
  expect(view.steps.at(-1)).toMatchObject({ kind: 'FIX', due: { dueOn: '2030-03-11' } });
  const order = (await papers(number)).at(-1)!;
  expect(order).toMatchObject({
    kind: 'fix-order',
    content: { own: { grantedOn: '2030-03-04', due: { on: '2030-03-11' }, findings: ORDER.findings, fix: ORDER.fix } },
  });
});

it('a broken promise revokes the grant and makes one entry in the credit record, whoever repeats it', async () => {
  const number = await lived(BROKEN.slice(0, -1));
  const deed = () => story.act(number, DECIDER, 'revoke-on-promise', { reasons: '合同系伪造' }, `revoke-${number}`);
  const [once, again] = [await deed(), await deed()];
  expect([once.view.status, again.replayed]).toEqual(['REVOKED', true]);
  const own = { number, item: 'T01', park: PARK, body: `park:${PARK}` };
  expect(once.view.credit.filter((one) => one.number === number)).toEqual([
    { ...own, enteredAt: expect.stringMatching(/^2030-03-04T/) as string },
  ]);
  expect(again.view.credit).toEqual(once.view.credit);
  expect(await entries(number)).toHaveLength(1);
  const states = (await papers(number)).map(({ kind, state }) => [kind, state]);
  expect(states).toContainEqual(['written-decision', 'REVOKED']);
  const paper = (await papers(number)).at(-1)!;
  expect(paper).toMatchObject({ kind: 'revocation-decision', content: { own: { fixOrderedOn: '2030-03-04' } } });
  await story.act(number, DECIDER, 'repair-credit', { reason: '已重新签订并改正' });
});

it('while an entry stands nothing is decided on another promise of the applicant, here or in another park, until it is repaired', async () => {
  const waiting = await lived([GRANTED[0]!]);
  const broken = await lived(BROKEN);
  const later = await lived([], { park: 'jinqiao' });
  const seen = await door.view(later, personId('applicant.a'));
  expect(seen.next.map(({ act }) => act)).not.toContain('give-promise');
  await expect(story.act(later, 'applicant.a', 'give-promise', PROMISE)).rejects.toMatchObject({
    code: 'CREDIT_ENTRY_STANDS',
  });
  await expect(story.act(waiting, DECIDER, 'decide-on-promise')).rejects.toMatchObject({ code: 'CREDIT_ENTRY_STANDS' });
  expect((await door.view(waiting, personId(DECIDER))).next.map(({ act }) => act)).not.toContain('decide-on-promise');

  await expect(story.act(broken, 'applicant.a', 'repair-credit', { reason: '已改正' })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  });
  const { view } = await story.act(broken, DECIDER, 'repair-credit', { reason: '已改正并公示' });
  expect([view.status, view.credit]).toEqual(['REVOKED', []]);
  expect(await entries(broken)).toEqual([expect.objectContaining({ repaired_at: expect.any(Date) as Date })]);
  await story.act(waiting, DECIDER, 'decide-on-promise');
  await story.act(later, 'applicant.a', 'give-promise', PROMISE);
});

it('the window of another park sees the entry on a later case of the applicant, and every person what access.ts lets him see', async () => {
  const broken = await lived(BROKEN);
  const later = await lived([], { park: 'jinqiao' });
  const { credit } = await door.view(later, personId('window.jinqiao'));
  expect(credit.map(({ number }) => number)).toEqual([broken]);
  const { view } = await story.act(null, 'applicant.b', 'file', story.filing('applicant.b'));
  expect(view.credit).toEqual([]);
  const people = await place.sql<{ person: string; mandates: Mandate[] }>(
    `SELECT id AS person, cases.mandates_of(id) AS mandates FROM registry.person ORDER BY id`,
  );
  const sees = new Set<boolean>();
  for (const { person, mandates } of people) {
    const rows = await withContext(app.get(DataSource), `person:${person}`, (manager) =>
      manager.query<{ number: string }[]>('SELECT number FROM cases.credit_entry WHERE repaired_at IS NULL'),
    );
    const may = maySeeCredit(mandates, `enterprise:${enterpriseOf('applicant.a')}`);
    expect([person, rows.length]).toEqual([person, may ? 1 : 0]);
    sees.add(may);
  }
  expect(sees.size).toBe(2);
  await story.act(broken, DECIDER, 'repair-credit', { reason: '已改正' });
});
