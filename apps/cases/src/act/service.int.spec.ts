// Service of instruments, and supervision, at the door on a real Postgres: who records what, what the case shows, and who sees it from when.
import { randomUUID } from 'node:crypto';
import { doorHouse } from '../../../../test/door-house';
import { PARK, personId } from '../../../../test/story';

const house = doorHouse();
let { place, door, story } = house;
beforeAll(async () => {
  ({ place, door, story } = house);
  await place.sql(`SELECT platform.move_time('2030-03-04T09:00+08')`);
});

const WINDOW = `window.${PARK}`;
const DECIDER = `decider.${PARK}`;
async function refused() {
  const number = await story.inDecision();
  const refusal = { outcome: 'REFUSE', reasons: '不符合消防要求', remedies: '可以申请行政复议' };
  const { view } = await story.act(number, DECIDER, 'decide', refusal);
  return { number, decision: view.instruments.find(({ kind }) => kind === 'written-decision')! };
}
const move = (to: string) => place.sql(`SELECT platform.move_time('${to}+08')`);

it('a refusal is served by post: the case says how and when, the days of reconsideration run from there, the name lies beside the event', async () => {
  const { number, decision } = await refused();
  expect(decision.served).toBeNull();
  await move('2030-03-12T09:00');
  const service = { instrument: decision.number, method: 'POST', on: '2030-03-11', receiver: '前台甲，邮件 SH2030001' };
  const { view } = await story.act(number, WINDOW, 'serve', service);
  expect(view.instruments.find(({ id }) => id === decision.id)!.served).toEqual({ method: 'POST', on: '2030-03-11' });
  // Sixty days after Monday 11 March: Friday 10 May; it was 3 May by the day of issue.
  expect(view).toMatchObject({ status: 'REFUSED', askReconsiderationBy: '2030-05-10' });
  const [event] = await place.sql<{ data: object }>(
    `SELECT data FROM cases.case_event WHERE number = $1 AND type = 'case.instrument-served.v1'`,
    [number],
  );
  expect(event!.data).toMatchObject({
    ...{ method: 'POST', on: '2030-03-11' },
    papers: [{ id: decision.id, kind: 'written-decision', issuedOn: '2030-03-04' }],
  });
  expect(JSON.stringify(event!.data)).not.toContain('前台甲');
  expect(view.timeline.at(-1)!.texts).toEqual({ receiver: '前台甲，邮件 SH2030001' });
});

it('the applicant who opens a paper has received it that day, once, however often it is said', async () => {
  const { number, decision } = await refused();
  await move('2030-03-13T20:00');
  const key = randomUUID();
  const body = { instrument: decision.id };
  const { view } = await story.act(number, 'applicant.a', 'acknowledge-receipt', body, key);
  expect(view.instruments.find(({ id }) => id === decision.id)!.served).toEqual({ method: 'ONLINE', on: '2030-03-13' });
  expect(await story.act(number, 'applicant.a', 'acknowledge-receipt', body, key)).toMatchObject({ replayed: true });
  const again = story.act(number, 'applicant.a', 'acknowledge-receipt', body);
  await expect(again).rejects.toMatchObject({ code: 'SERVED_ALREADY', params: { on: '2030-03-13' } });
});

it('a wrong record is put right with the reason, and one of what was not served is taken back; both stay in the timeline', async () => {
  const { number, decision } = await refused();
  const serve = (more: object, key?: string) =>
    story.act(
      number,
      WINDOW,
      'serve',
      { instrument: decision.id, method: 'POST', on: '2030-03-13', receiver: '邮件 1', ...more },
      key,
    );
  await serve({});
  await expect(serve({ on: '2030-03-13', method: 'COUNTER' })).rejects.toMatchObject({ code: 'SERVED_ALREADY' });
  const { view } = await serve({ method: 'COUNTER', receiver: '甲', reason: '误选方式' });
  expect(view.instruments.find(({ id }) => id === decision.id)!.served).toEqual({
    method: 'COUNTER',
    on: '2030-03-13',
  });
  const taken = { on: undefined, receiver: undefined, method: 'NONE' };
  await expect(serve({ ...taken, reason: '误' })).rejects.toMatchObject({ code: 'BAD_INPUT' }); // one character is no reason
  const key = randomUUID();
  const { view: none } = await serve({ ...taken, reason: '登记到了另一件' }, key);
  expect(none.instruments.find(({ id }) => id === decision.id)!.served).toBeNull();
  expect(await serve({ ...taken, reason: '登记到了另一件' }, key)).toMatchObject({ replayed: true });
  expect(none.timeline.filter(({ type }) => type === 'case.instrument-served.v1').map(({ texts }) => texts)).toEqual([
    { receiver: '邮件 1' },
    { receiver: '甲', reason: '误选方式' },
    { reason: '登记到了另一件' },
  ]);
  await expect(serve({ ...taken, reason: '再次撤回' })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    path: 'method',
  });
});

it('what is no paper of the case, no receiver, no such day, or nobody who may, is refused by name and records nothing', async () => {
  const { number, decision } = await refused();
  const { decision: other } = await refused();
  const serve = (user: string, more: object) =>
    story.act(number, user, 'serve', {
      instrument: decision.id,
      method: 'COUNTER',
      on: '2030-03-13',
      receiver: '甲',
      ...more,
    });
  const codes = [
    await serve(WINDOW, { instrument: other.id }).catch((error: { code: string }) => error.code),
    await serve(WINDOW, { receiver: undefined }).catch((error: { code: string }) => error.code),
    await serve(WINDOW, { on: '2030-03-14' }).catch((error: { code: string }) => error.code),
    await serve(WINDOW, { on: '2030-03-12' }).catch((error: { code: string }) => error.code),
    await serve('applicant.a', {}).catch((error: { code: string }) => error.code),
    await story
      .act(number, WINDOW, 'acknowledge-receipt', { instrument: decision.id })
      .catch((error: { code: string }) => error.code),
  ];
  expect(codes).toEqual([
    ...['NO_SUCH_INSTRUMENT', 'BAD_INPUT', 'SERVED_IN_FUTURE', 'SERVED_BEFORE_ISSUE', 'NOT_ALLOWED', 'NOT_ALLOWED'],
  ]);
  const { instruments } = await door.view(number, personId(WINDOW));
  expect(instruments.every(({ served }) => served === null)).toBe(true);
});

it('the department of the city sees a case once it is escalated to it, and closes what it supervises when the owner has answered', async () => {
  await move('2030-03-18T09:00');
  const number = await story.inDecision();
  const SUPERVISOR = 'decider.construction';
  await expect(door.view(number, personId(SUPERVISOR))).rejects.toMatchObject({ code: 'NO_SUCH_CASE' });
  // Due on Friday 22 March; the second level is three working days later.
  await move('2030-03-28T09:00');
  await door.strike(number, false);
  const { view } = await story.act(number, DECIDER, 'answer-supervision', { measures: '三日内决定', on: '2030-04-01' });
  const open = view.steps.filter(({ kind, endedAt }) => kind === 'SUPERVISION' && endedAt === null);
  expect(open.map(({ body, due }) => [body, due?.dueOn]).sort()).toEqual([
    ['commission', '2030-04-01'],
    ['commission', '2030-04-01'],
    ['dept:construction', '2030-04-01'],
  ]);
  const seen = await door.view(number, personId(SUPERVISOR));
  const own = { bodies: ['dept:construction'], steps: ['supervision/2'] };
  expect(seen.next).toEqual(['close-supervision', 'claim'].map((act) => ({ act, ...own })));
  const closing = { finding: 'ACCEPTED', reason: '措施可行' };
  const { view: closed } = await story.act(number, SUPERVISOR, 'close-supervision', closing);
  expect(closed.timeline.at(-1)!.data).toMatchObject({ body: 'dept:construction', finding: 'ACCEPTED' });
  const tasks = () =>
    place.sql<{ queue: string }>(
      `SELECT queue FROM cases.task WHERE number = $1 AND kind = 'SUPERVISION' AND closed_at IS NULL`,
      [number],
    );
  expect((await tasks()).map(({ queue }) => queue)).toEqual(['commission', 'commission']);
  await story.act(number, 'commission', 'close-supervision', { ...closing, finding: 'NOT_ACCEPTED' });
  expect(await tasks()).toEqual([]);
});
