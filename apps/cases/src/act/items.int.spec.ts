// The three families at the door on a real Postgres: design review, work certificate, equity incentive plan, and a further item as data.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CaseView } from '#contracts/cases.dto';
import { doorHouse } from '../../../../test/door-house';
import { seedInto } from '../../../../test/seeding';
import { exampleOf, PARK, personId } from '../../../../test/story';

const house = doorHouse();
let { place, door, story } = house;
beforeAll(() => {
  ({ place, door, story } = house);
});

const WINDOW = `window.${PARK}`;
const DECIDER = `decider.${PARK}`;
const openBodies = ({ steps }: CaseView, kind: string) =>
  steps.filter((step) => step.kind === kind && step.endedAt === null).map(({ body }) => body);
const moveTo = (instant: string) => place.sql('SELECT platform.move_time($1)', [instant]);
async function refusal(work: Promise<unknown>) {
  return work.then(
    () => null,
    (thrown: unknown) => thrown as { code: string; params: Record<string, unknown>; errors?: { pointer: string }[] },
  );
}

describe('a design review (item 5)', () => {
  it('asks those departments whom the form calls for, and no other', async () => {
    const form = { ...exampleOf('5'), basementShelter: false, publicDrainage: false };
    const { number } = await story.fileItem('5', { form });
    const { view } = await story.act(number, WINDOW, 'accept');
    expect(openBodies(view, 'REVIEW')).toEqual(['dept:fire']);
    expect((await refusal(door.view(number, personId('review.water'))))?.code).toBe('NO_SUCH_CASE');
  });

  it('with no department to ask waits for the public alone', async () => {
    const none = { basementShelter: false, publicDrainage: false, specialFireProject: false };
    const { number } = await story.fileItem('5', { form: { ...exampleOf('5'), ...none } });
    const { view } = await story.act(number, WINDOW, 'accept');
    expect(view).toMatchObject({ status: 'REVIEW', review: { n: 0, of: 0 }, publicity: { isOver: false } });
  });

  it('a corrected form may call for others: they see the case from then on', async () => {
    const { number } = await story.fileItem('5', { form: { ...exampleOf('5'), publicDrainage: false } });
    await story.act(number, WINDOW, 'request-correction', { items: [{ field: '/publicDrainage', text: '请核实' }] });
    await story.act(number, 'applicant.a', 'supplement', { form: exampleOf('5') });
    const { view } = await story.act(number, WINDOW, 'accept');
    expect(openBodies(view, 'REVIEW')).toEqual(['dept:civil-defence', 'dept:fire', 'dept:water']);
    expect((await door.view(number, personId('review.water'))).next.map(({ act }) => act)).toContain('opinion');
  });

  it('is shown to the public for ten days, and its decision answers who objected', async () => {
    const { number } = await story.fileItem('5');
    await story.act(number, WINDOW, 'accept');
    for (const department of ['civil-defence', 'fire', 'water']) await story.opinion(number, department);
    const objected = await story.act(number, WINDOW, 'object', { text: '遮挡日照', objector: '示例居民' });
    expect(objected.view).toMatchObject({ status: 'REVIEW', publicity: { objections: 1, isOver: false } });
    expect(objected.view.timeline.at(-1)).toMatchObject({
      type: 'case.objected.v1',
      data: { n: 1 },
      texts: { text: '遮挡日照', objector: '示例居民' },
    });
    await moveTo(objected.view.publicity!.until);
    const over = await door.view(number, personId(DECIDER));
    expect(over).toMatchObject({ status: 'DECISION', publicity: { objections: 1, isOver: true } });
    expect(over.timeline.map(({ type }) => type)).not.toContain('case.publicity-ended.v1'); // settled in memory, unwritten
    expect((await refusal(story.act(number, WINDOW, 'object', { text: '太晚了' })))?.code).toBe('ACT_OUT_OF_TURN');
    expect((await refusal(story.act(number, DECIDER, 'decide', { outcome: 'GRANT' })))?.code).toBe(
      'OBJECTION_UNANSWERED',
    );
    const granted = await story.act(number, DECIDER, 'decide', {
      outcome: 'GRANT',
      objectionHandling: '日照分析符合规范',
    });
    expect(granted.status).toBe('GRANTED');
    expect(granted.view.timeline.map(({ type }) => type)).toContain('case.publicity-ended.v1');
  });
});

describe('a work certificate for a foreign graduate (T01)', () => {
  it('goes from the window straight to the decision of the park', async () => {
    const { number } = await story.fileItem('T01');
    expect((await story.act(number, WINDOW, 'accept')).status).toBe('DECISION');
    expect((await story.act(number, DECIDER, 'decide', { outcome: 'GRANT' })).status).toBe('GRANTED');
  });
});

describe('an equity incentive plan (E01)', () => {
  const CHECKER = `check.${PARK}`;
  /** A form like the example with another person list. */
  const withPeople = (people: object[]) => {
    const example = exampleOf('E01') as { plan: object };
    return { ...example, plan: { ...example.plan, people } };
  };
  const person = (more: object) => ({
    ...{ ref: 'P1', role: 'TECHNICAL', yearsOfService: 4, shareRatio: 0.01 },
    ...{ awardValue: 120000, ownPurchase: 150000, cumulativeAward: 120000 },
    ...more,
  });

  it('is accepted by the window, checked by the park, registered by the commission; finance and science get copies', async () => {
    const { number, view: filed } = await story.fileItem('E01');
    expect(filed).toMatchObject({ owner: 'commission', inNameOf: 'commission', check: { verdict: 'PASS' } });
    expect((await refusal(door.view(number, personId('finance'))))?.code).toBe('NO_SUCH_CASE');
    const { view } = await story.act(number, WINDOW, 'accept');
    expect(openBodies(view, 'REVIEW')).toEqual([`park:${PARK}`]);
    expect(view.timeline.map(({ type }) => type)).toEqual(['case.filed.v1', 'case.accepted.v1', 'case.copied.v1']);
    expect(view.copies).toMatchObject({ to: ['dept:finance', 'dept:science'], isSent: true });
    for (const receiver of ['finance', 'science'])
      expect((await door.view(number, personId(receiver))).next).toEqual([]);
    await story.act(number, CHECKER, 'opinion', { verdict: 'AGREE', text: '符合规则' });
    const registered = await story.act(number, 'decider.commission', 'decide', { outcome: 'GRANT' });
    expect(registered.status).toBe('GRANTED');
    expect((await refusal(story.act(number, DECIDER, 'decide', { outcome: 'GRANT' })))?.code).toBe('ACT_OUT_OF_TURN');
  });

  it('that breaks a verified rule is not agreed to; the findings name the rule, its source and the people', async () => {
    const { number, view } = await story.fileItem('E01', { form: withPeople([person({ shareRatio: 0.031 })]) });
    expect(view.check!.verdict).toBe('FAIL');
    expect(view.check!.findings.find(({ rule }) => rule === 'PERSON_SHARE_CAP')).toEqual({
      ...{ rule: 'PERSON_SHARE_CAP', pass: false, limit: 0.03, actual: 0.031 },
      ...{ basis: '财资〔2016〕4号', verified: true, people: ['P1'] },
    });
    expect(view.timeline[0]!.data['check']).toEqual({
      ...{ ruleSet: 'RS-2016+54', verdict: 'FAIL', broken: ['PERSON_SHARE_CAP'] },
    });
    await story.act(number, WINDOW, 'accept');
    const agreed = await refusal(story.act(number, CHECKER, 'opinion', { verdict: 'AGREE', text: '同意' }));
    expect(agreed).toMatchObject({ code: 'RULES_BROKEN', params: { rules: ['PERSON_SHARE_CAP'] } });
    await story.act(number, CHECKER, 'opinion', { verdict: 'DISAGREE', text: '单人超过百分之三' });
    const refused = { outcome: 'REFUSE', reasons: '单人持股超过上限', remedies: '可修改后重新申报' };
    expect((await story.act(number, 'decider.commission', 'decide', refused)).status).toBe('REFUSED');
  });

  it('with formulas in its list of people is refused, each with its place; nothing is filed', async () => {
    const [before] = await place.sql('SELECT count(*)::int AS n FROM cases.approval_case');
    const people = [person({}), person({ ref: '=HYPERLINK("http://example.invalid")' }), person({ ref: '@SUM(A1)' })];
    const error = await refusal(story.fileItem('E01', { form: withPeople(people) }));
    expect(error).toMatchObject({ code: 'FORM_INVALID' });
    expect(error!.errors!.map(({ pointer }) => pointer)).toEqual([
      '/form/plan/people/1/ref',
      '/form/plan/people/2/ref',
    ]);
    expect(await place.sql('SELECT count(*)::int AS n FROM cases.approval_case')).toEqual([before]);
  });

  it('counts with the figures as they were typed: thirty times 0.01 of 0.3 is not over the cap', async () => {
    const many = Array.from({ length: 30 }, (_, n) =>
      person({ ref: `P${n}`, awardValue: 0, ownPurchase: 0, cumulativeAward: 0 }),
    );
    const { view } = await story.fileItem('E01', { form: withPeople(many) });
    const total = view.check!.findings.find(({ rule }) => rule === 'TOTAL_SHARE_CAP');
    expect(total).toMatchObject({ pass: true, limit: 0.3, actual: 0.3 });
  });
});

it('the form of another item is refused, field by field', async () => {
  const error = await refusal(story.file({ item: '5', form: exampleOf('16') }));
  expect(error).toMatchObject({ code: 'FORM_INVALID' });
  expect(error!.errors!.map(({ pointer }) => pointer)).toEqual(
    expect.arrayContaining(['/form/contractor', '/form/designer']),
  );
});

it('a further item of these shapes is a data file: no code knows it, and it is filed, reviewed, shown and decided', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yuanban-seeds-'));
  try {
    cpSync('seeds', folder, { recursive: true });
    const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
    const item = read('items/5.json');
    const other = { ...item, code: '6', department: 'greening', escalation: [] };
    writeFileSync(join(folder, 'items/6.json'), JSON.stringify(other));
    const grants = read('delegations.json') as unknown as Record<string, unknown>[];
    const grant = grants.find((row) => row['item'] === '5' && row['park'] === PARK);
    writeFileSync(
      join(folder, 'delegations.json'),
      JSON.stringify([...grants, { ...grant, item: '6', department: 'greening' }]),
    );
    await seedInto(place.databaseUrl, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const { number } = await story.file({ item: '6', form: exampleOf('5') });
  const { view } = await story.act(number, WINDOW, 'accept');
  expect(openBodies(view, 'REVIEW')).toEqual(['dept:civil-defence', 'dept:fire', 'dept:water']);
  expect(view.publicity).not.toBeNull();
});
