// Reconsideration at the door on a real Postgres: who asks, who records the ruling, what becomes of the paper, and the second round.
import { doorHouse } from '../../../../test/door-house';
import { PARK, personId } from '../../../../test/story';
import { ForParties } from '../instruments/for-parties';

const house = doorHouse();
let { place, app, door, story } = house;
beforeAll(async () => {
  ({ place, app, door, story } = house);
  await place.sql(`SELECT platform.move_time('2030-03-04T09:00+08')`);
});

const DECIDER = `decider.${PARK}`;
const REFUSAL = { outcome: 'REFUSE', reasons: '不符合消防要求', remedies: '可以申请行政复议' };
const RULING = { document: '沪府复决字〔2030〕1号', reasons: '认定事实不清' };
async function refused(): Promise<string> {
  const number = await story.inDecision();
  await story.act(number, DECIDER, 'decide', REFUSAL);
  return number;
}
const decisionsOf = async (number: string) => {
  const rows = await place.sql<{ id: string }>(
    `SELECT id FROM cases.instrument WHERE case_number = $1 AND kind = 'written-decision' ORDER BY event_no`,
    [number],
  );
  const parties = app.get(ForParties);
  return Promise.all(rows.map(async ({ id }) => (await parties.document(personId('applicant.a'), id)).state));
};
const tasks = (number: string) =>
  place.sql<{ kind: string; queue: string }>(
    'SELECT kind, queue FROM cases.task WHERE number = $1 AND closed_at IS NULL ORDER BY kind',
    [number],
  );

it('a refusal says until when, and is asked for by the applicant alone; the commission has the work', async () => {
  const number = await refused();
  const seen = await door.view(number, personId('applicant.a'));
  // Sixty days after Monday 4 March: Friday 3 May.
  expect(seen).toMatchObject({ round: 1, askReconsiderationBy: '2030-05-03' });
  expect(seen.next.map(({ act }) => act)).toContain('ask-reconsideration');
  await expect(story.act(number, DECIDER, 'ask-reconsideration', { reasons: '不服' })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  });
  await expect(story.act(number, 'applicant.a', 'ask-reconsideration', {})).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
  const { view } = await story.act(number, 'applicant.a', 'ask-reconsideration', { reasons: '消防通道已整改' });
  expect(view).toMatchObject({ status: 'REFUSED', askReconsiderationBy: null });
  expect(await tasks(number)).toEqual([{ kind: 'RECONSIDERATION', queue: 'commission' }]);
});

it.each([
  ['not-required', { reasons: '不改变主体结构' }],
  ['no-jurisdiction', { properBody: '上海市水务局' }],
])('set aside, the paper of %s is no longer in force, and the window has the case again', async (act, body) => {
  const { number } = await story.file();
  await story.act(number, `window.${PARK}`, act, body);
  await story.act(number, 'applicant.a', 'ask-reconsideration', { reasons: '依法应予受理' });
  const again = await story.act(number, 'commission', 'decide-reconsideration', { ruling: 'REMANDED', ...RULING });
  expect(again.view).toMatchObject({ status: 'RECEIVED', round: 2 });
  const notice = again.view.instruments.find(({ kind }) => kind === `${act}-notice`)!;
  expect((await app.get(ForParties).document(personId('applicant.a'), notice.id)).state).toBe('SET_ASIDE');
});

it('upheld, the refusal stands and nothing is left to do', async () => {
  const number = await refused();
  await story.act(number, 'applicant.a', 'ask-reconsideration', { reasons: '消防通道已整改' });
  const { view } = await story.act(number, 'commission', 'decide-reconsideration', { ruling: 'UPHELD', ...RULING });
  expect([view.status, view.round]).toEqual(['REFUSED', 1]);
  expect(await tasks(number)).toEqual([]);
  expect(await decisionsOf(number)).toEqual(['VALID']);
});

it('set aside, it is decided anew under a clock of its own, and the paper says so', async () => {
  const number = await refused();
  await story.act(number, 'applicant.a', 'ask-reconsideration', { reasons: '消防通道已整改' });
  const remanded = await story.act(number, 'commission', 'decide-reconsideration', { ruling: 'REMANDED', ...RULING });
  expect(remanded.view).toMatchObject({ status: 'DECISION', round: 2, endedAt: null });
  expect(remanded.view.clock.due?.dueOn).toBe('2030-03-08');
  expect(await tasks(number)).toEqual([{ kind: 'DECISION', queue: `park:${PARK}` }]);
  expect(await decisionsOf(number)).toEqual(['SET_ASIDE']);

  const { view } = await story.act(number, DECIDER, 'decide', { outcome: 'GRANT' });
  expect([view.status, view.round, view.certificate]).toEqual(['GRANTED', 2, 'ORDERED']);
  expect(await decisionsOf(number)).toEqual(['SET_ASIDE', 'VALID']);
  const [conduct] = await place.sql<{ phase: string }>(
    `SELECT facts->>'phase' AS phase FROM cases.conduct WHERE number = $1`,
    [number],
  );
  expect(conduct).toEqual({ phase: 'certify' });
});

it('comes back to the window when it had not been accepted', async () => {
  const { number } = await story.file();
  await story.act(number, `window.${PARK}`, 'refuse-acceptance', { reasons: '材料不齐' });
  await story.act(number, 'applicant.a', 'ask-reconsideration', { reasons: '材料齐全' });
  const { view } = await story.act(number, 'commission', 'decide-reconsideration', { ruling: 'REMANDED', ...RULING });
  expect(view).toMatchObject({ status: 'RECEIVED', round: 2, clock: { acceptance: { dueOn: '2030-03-11' } } });
  expect((await story.act(number, `window.${PARK}`, 'accept')).status).toBe('REVIEW');
});

it('too late is refused with the last day', async () => {
  const number = await refused();
  await place.sql(`SELECT platform.move_time('2030-05-04T00:00+08')`);
  const late = story.act(number, 'applicant.a', 'ask-reconsideration', { reasons: '消防通道已整改' });
  await expect(late).rejects.toMatchObject({ code: 'RECONSIDERATION_TOO_LATE', params: { lastDay: '2030-05-03' } });
});
