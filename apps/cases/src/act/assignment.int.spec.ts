// Whose desk a step lies on, at the door on a real Postgres: one claim wins, others are told, and a deputy acts in the officer's place.
import { doorHouse } from '../../../../test/door-house';
import { PARK, personId } from '../../../../test/story';
import { inLanes } from '../../../../test/race';
import { TaskList } from '../case/task-list';

const [ANN, BOB, JOINT] = ['review.fire', 'review.fire2', 'review.joint'] as const;
const HEAD = 'head.fire';
const FIRE = 'review/dept:fire';
const STEP = { step: FIRE };
const AGREE = { verdict: 'AGREE', text: '同意' };
const who = (user: string) => `person:${personId(user)}`;

const house = doorHouse();
let { place, door, story } = house;
let tasks: TaskList;
beforeAll(() => {
  ({ place, door, story } = house);
  tasks = house.app.get(TaskList);
});
afterEach(() => place.sql('DELETE FROM registry.deputy'));

const assigneeOf = async (number: string, step = FIRE) => {
  const [row] = await place.sql<{ task: string | null; state: string | null }>(
    `SELECT t.assignee AS task, s->>'assignee' AS state FROM cases.task t JOIN cases.approval_case c USING (number),
       jsonb_array_elements(c.state->'steps') s WHERE number = $1 AND t.step = $2 AND s->>'id' = $2`,
    [number, step],
  );
  expect(row!.task).toBe(row!.state); // the queue says what the record says
  return row!.task;
};
const deputise = (officer: string, deputy: string, from = '2020-01-01', to = '2100-01-01') =>
  place.sql('INSERT INTO registry.deputy (officer, deputy, valid_from, valid_to, set_by) VALUES ($1, $2, $3, $4, $1)', [
    personId(officer),
    personId(deputy),
    from,
    to,
  ]);
const lastEvent = async (number: string) => {
  const [event] = await place.sql<{ type: string; actor: string; data: Record<string, unknown> }>(
    'SELECT type, actor, data FROM cases.case_event WHERE number = $1 ORDER BY no DESC LIMIT 1',
    [number],
  );
  return event!;
};

it('of eight claims at the same moment one wins, in every case, and the others hear whose it is', async () => {
  const numbers = await Promise.all(Array.from({ length: 25 }, () => story.inReview()));
  const people = [ANN, BOB, JOINT];
  await inLanes(numbers, 4, async (number) => {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        story.act(number, people[n % 3]!, 'claim', STEP).then(
          () => 'won',
          (error: { code: string; params: { assignee?: string } }) => [error.code, error.params.assignee],
        ),
      ),
    );
    const holder = await assigneeOf(number);
    expect(outcomes.filter((one) => one === 'won')).toHaveLength(1);
    expect(outcomes.filter((one) => one !== 'won')).toEqual(Array.from({ length: 7 }, () => ['STEP_CLAIMED', holder]));
  });
  const [{ count }] = (await place.sql<{ count: number }>(
    `SELECT count(*)::int FROM cases.case_event WHERE type = 'case.step-claimed.v1'`,
  )) as [{ count: number }];
  expect(count).toBe(numbers.length);
});

it('the same claim again, by its key, is the same claim', async () => {
  const number = await story.inReview();
  await story.act(number, ANN, 'claim', STEP, 'claim-once');
  const again = await story.act(number, ANN, 'claim', STEP, 'claim-once');
  expect(again.replayed).toBe(true);
  await expect(story.act(number, ANN, 'claim', STEP)).rejects.toMatchObject({ code: 'STEP_CLAIMED' });
});

it('what lies on a desk is done by whoever has it, until it is given back or handed on', async () => {
  const number = await story.inReview();
  await story.act(number, ANN, 'claim'); // the only one that she could mean
  const refused = { code: 'STEP_CLAIMED', params: { assignee: who(ANN) } };
  await expect(story.act(number, BOB, 'opinion', AGREE)).rejects.toMatchObject(refused);
  await expect(story.act(number, JOINT, 'opinion', { ...AGREE, body: 'dept:fire' })).rejects.toMatchObject({
    code: 'STEP_CLAIMED',
  });
  await expect(story.act(number, BOB, 'release', STEP)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  await expect(story.act(number, BOB, 'reassign', { to: personId(BOB) })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  });

  await story.act(number, HEAD, 'reassign', { to: personId(BOB), reason: '工作调整' });
  expect(await assigneeOf(number)).toBe(who(BOB));
  expect(await lastEvent(number)).toMatchObject({
    type: 'case.step-reassigned.v1',
    data: { step: FIRE, body: 'dept:fire', assignee: who(BOB), work: [{ kind: 'REVIEW', body: 'dept:fire' }] },
  });
  await expect(story.act(number, ANN, 'opinion', AGREE)).rejects.toMatchObject({ code: 'STEP_CLAIMED' });
  await story.act(number, 'commission', 'release', STEP);
  expect((await lastEvent(number)).data).toMatchObject({ body: 'commission' });
  expect((await story.act(number, ANN, 'opinion', AGREE)).view.review.n).toBe(1);
});

it('is handed only to somebody who can do it; what is refused changes nothing', async () => {
  const number = await story.inReview();
  await story.act(number, ANN, 'claim');
  const reassign = (to: string) => story.act(number, ANN, 'reassign', { to });
  for (const to of [personId('review.water'), personId('former.caohejing'), 'nobody'])
    await expect(reassign(to)).rejects.toMatchObject({
      code: 'ASSIGNEE_WITHOUT_MANDATE',
      errors: [{ pointer: '/to' }],
    });
  await expect(reassign('no id!')).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await place.sql(
    `INSERT INTO registry.mandate (person, role, body, valid_from) SELECT $1, 'APPLICANT', applicant, '2020-01-01'
    FROM cases.approval_case WHERE number = $2`,
    [personId(BOB), number],
  );
  await expect(reassign(personId(BOB))).rejects.toMatchObject({ code: 'OWN_MATTER' });
  await place.sql(`DELETE FROM registry.mandate WHERE person = $1 AND role = 'APPLICANT'`, [personId(BOB)]);
  expect(await assigneeOf(number)).toBe(who(ANN));
});

it('where several steps could be meant the one is named', async () => {
  const number = await story.inReview();
  await expect(story.act(number, JOINT, 'claim')).rejects.toMatchObject({
    code: 'STEP_AMBIGUOUS',
    params: { steps: [FIRE, 'review/dept:water'] },
  });
  await story.act(number, JOINT, 'claim', { step: 'review/dept:water' });
  await story.act(number, ANN, 'claim', STEP);
  await expect(story.act(number, JOINT, 'claim', STEP)).rejects.toMatchObject({ code: 'STEP_CLAIMED' });
  await expect(story.act(number, 'applicant.a', 'claim', STEP)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
});

it('the queue shows whose desk it is, and one’s own or what is free alone', async () => {
  const [mine, free] = [await story.inReview(), await story.inReview()];
  await story.act(mine, ANN, 'claim');
  const numbers = async (user: string, desk?: string) => {
    const page = await tasks.page({ person: personId(user), limit: 200, ...(desk && { desk }) });
    return page.items
      .filter(({ number }) => [mine, free].includes(number))
      .map(({ number, assignee }) => [number, assignee]);
  };
  expect(await numbers(ANN, 'me')).toEqual([[mine, who(ANN)]]);
  expect(await numbers(BOB, 'me')).toEqual([]);
  expect(await numbers(BOB, 'nobody')).toEqual([[free, null]]);
  expect(await numbers(HEAD, personId(ANN))).toEqual([[mine, who(ANN)]]);
  expect((await numbers(BOB)).sort()).toEqual(
    [
      [mine, who(ANN)],
      [free, null],
    ].sort(),
  );
});

it('the applicant sees neither whose desk it is nor who handed it to whom', async () => {
  const number = await story.inReview();
  await story.act(number, ANN, 'claim');
  await story.act(number, ANN, 'reassign', { to: personId(BOB), reason: '请协助审查' });
  const seen = await door.view(number, personId('applicant.a'));
  expect(seen.steps.map(({ assignee }) => assignee).filter((one) => one !== null)).toEqual([]);
  expect(JSON.stringify(seen)).not.toContain(who(BOB));
  expect(JSON.stringify(seen)).not.toContain('请协助审查');
  const officer = await door.view(number, personId(BOB));
  expect(officer.steps.find(({ id }) => id === FIRE)!.assignee).toBe(who(BOB));
});

describe('a deputy', () => {
  const DEPUTY = 'check.jinqiao'; // of another park: what he may here, he may as a deputy

  it('sees and does on the days named what the officer could, and the record says in whose place', async () => {
    const number = await story.inReview();
    await story.act(number, ANN, 'claim');
    await expect(story.act(number, DEPUTY, 'opinion', AGREE)).rejects.toMatchObject({ code: 'NO_SUCH_CASE' });
    await deputise(ANN, DEPUTY);
    await story.act(number, DEPUTY, 'opinion', AGREE);
    expect(await lastEvent(number)).toMatchObject({
      actor: who(DEPUTY),
      data: { body: 'dept:fire', inPlaceOf: who(ANN) },
    });
  });

  it('is none before the first day and after the last', async () => {
    const number = await story.inReview();
    await deputise(ANN, DEPUTY, '2020-01-01', '2020-02-01');
    await deputise(ANN, DEPUTY, '2099-01-01', '2099-02-01');
    await expect(story.act(number, DEPUTY, 'claim', STEP)).rejects.toMatchObject({ code: 'NO_SUCH_CASE' });
  });

  it('stands in for nobody who stands in, and for no expert, applicant or operator', async () => {
    await deputise(ANN, BOB);
    await deputise(BOB, DEPUTY);
    await deputise('expert.1', 'check.qingpu');
    await deputise('applicant.a', 'check.xuhui');
    await deputise('operator', 'check.putuo');
    const held = await place.sql<{ person: string; officer: string }>(
      'SELECT DISTINCT person, officer FROM registry_api.mandate WHERE person <> officer ORDER BY person',
    );
    expect(held.map(({ person, officer }) => [person, officer])).toEqual(
      [
        [personId(BOB), personId(ANN)],
        [personId(DEPUTY), personId(BOB)],
      ].sort(),
    );
  });

  it('does nothing in a matter of the own enterprise, nor in one of the officer’s', async () => {
    const number = await story.inReview();
    await deputise(ANN, DEPUTY);
    const applicantOf = (user: string) =>
      place.sql(
        `INSERT INTO registry.mandate (person, role, body, valid_from) SELECT $1, 'APPLICANT', applicant, '2020-01-01'
        FROM cases.approval_case WHERE number = $2`,
        [personId(user), number],
      );
    const noMore = () =>
      place.sql(`DELETE FROM registry.mandate WHERE role = 'APPLICANT' AND person = ANY ($1)`, [
        [ANN, DEPUTY].map(personId),
      ]);
    await applicantOf(DEPUTY);
    await expect(story.act(number, DEPUTY, 'opinion', AGREE)).rejects.toMatchObject({ code: 'OWN_MATTER' });
    await noMore();
    await applicantOf(ANN);
    await expect(story.act(number, DEPUTY, 'opinion', AGREE)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await noMore();
    expect((await story.act(number, DEPUTY, 'opinion', AGREE)).status).toBe('REVIEW');
  });

  it('files at the counter in the place of the window’s officer', async () => {
    await deputise(`window.${PARK}`, DEPUTY);
    const { number } = await story.act(null, DEPUTY, 'file', story.filing('applicant.b'));
    expect((await lastEvent(number)).data).toMatchObject({ body: `window:${PARK}`, inPlaceOf: who(`window.${PARK}`) });
  });
});
