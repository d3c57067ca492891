// Two decide, at the door on a real Postgres: who proposes does not decide, and a decision is bound to what was read.
import { doorHouse } from '../../../../test/door-house';
import { FORM, PARK, personId } from '../../../../test/story';

const FIRST = `decider.${PARK}`;
const SECOND = 'decider.jinqiao';

const house = doorHouse();
let { place, door, story } = house;
beforeAll(async () => {
  ({ place, door, story } = house);
  await place.sql(`UPDATE registry.item SET definition = definition || '{"fourEyes": true}' WHERE code = '16'`);
  await place.sql(
    `INSERT INTO registry.mandate (person, role, body, valid_from) VALUES ($1, 'DECIDER', $2, '2020-01-01')`,
    [personId(SECOND), `park:${PARK}`],
  );
});

const GRANT = { outcome: 'GRANT' };
const PROPOSAL = { ...GRANT, opinion: '材料齐全，建议准予' };
const basisOf = async (number: string) => (await door.view(number, personId(FIRST))).decisionBasis;
const decisionsOf = async (number: string) =>
  (await place.sql(`SELECT FROM cases.case_event WHERE number = $1 AND type = 'case.decided.v1'`, [number])).length;

it('one proposes and another decides; the record says who, and on what', async () => {
  const number = await story.inDecision();
  await expect(story.act(number, FIRST, 'decide', GRANT)).rejects.toMatchObject({ code: 'NOT_PROPOSED' });
  const { view } = await story.act(number, FIRST, 'propose', PROPOSAL);
  expect([view.status, view.proposal]).toEqual(['DECISION', { outcome: 'GRANT', by: `person:${personId(FIRST)}` }]);
  await expect(story.act(number, FIRST, 'decide', GRANT)).rejects.toMatchObject({ code: 'SAME_PERSON' });
  expect(await decisionsOf(number)).toBe(0);

  const decided = await story.act(number, SECOND, 'decide', { ...GRANT, decisionBasis: await basisOf(number) });
  expect(decided.status).toBe('GRANTED');
  const [event] = await place.sql<{ data: { basis: string }; actor: string }>(
    `SELECT data, actor FROM cases.case_event WHERE number = $1 AND type = 'case.decided.v1'`,
    [number],
  );
  expect(event).toMatchObject({ actor: `person:${personId(SECOND)}`, data: { basis: view.decisionBasis } });
});

it('what changed after the proposal is proposed anew; what changed nothing is not asked again', async () => {
  const number = await story.inDecision();
  await story.act(number, FIRST, 'propose', PROPOSAL);
  const read = await basisOf(number);
  await story.act(number, 'applicant.a', 'message', { text: '请问何时办结？' });
  expect(await basisOf(number)).toBe(read);
  await story.act(number, FIRST, 'recirculate', { bodies: ['dept:fire'], reason: '图纸已修改' });
  await story.opinion(number, 'fire', 'AGREE');
  const stale = story.act(number, SECOND, 'decide', { ...GRANT, decisionBasis: read });
  await expect(stale).rejects.toMatchObject({ code: 'BASIS_CHANGED' });
  // Whoever is asked again may say something else: the proposal has fallen.
  await expect(story.act(number, SECOND, 'decide', GRANT)).rejects.toMatchObject({ code: 'NOT_PROPOSED' });
  await story.act(number, FIRST, 'propose', PROPOSAL);
  expect((await story.act(number, SECOND, 'decide', { ...GRANT, decisionBasis: await basisOf(number) })).status).toBe(
    'GRANTED',
  );
});

it('the basis covers what was found on the site: a check after the proposal is read by both (行政许可法 34)', async () => {
  const number = await story.inDecision();
  await story.act(number, FIRST, 'propose', PROPOSAL);
  const read = await basisOf(number);
  const officers = [personId('review.fire'), personId('review.water')];
  await story.act(number, FIRST, 'site-check', { officers, findings: '与图纸不符' });
  expect(await basisOf(number)).not.toBe(read);
  await expect(story.act(number, SECOND, 'decide', GRANT)).rejects.toMatchObject({ code: 'BASIS_CHANGED' });
});

it('the basis covers the form: what the applicant supplements changes it', async () => {
  const { number } = await story.file();
  const before = await basisOf(number);
  await story.act(number, `window.${PARK}`, 'request-correction', { items: [{ text: '补充图纸' }] });
  await story.act(number, 'applicant.a', 'supplement', { form: { ...FORM, contactName: '张三' } });
  expect(await basisOf(number)).not.toBe(before);
});

it('what is proposed within the office is not shown to the applicant', async () => {
  const number = await story.inDecision();
  await story.act(number, FIRST, 'propose', PROPOSAL);
  const seen = await door.view(number, personId('applicant.a'));
  expect(seen.proposal).toBeNull();
  expect(JSON.stringify(seen.timeline)).not.toContain('GRANT');
  expect(JSON.stringify(seen.timeline)).not.toContain('建议准予');
});
