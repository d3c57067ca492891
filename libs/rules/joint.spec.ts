// Parallel opinions become one result (并联审批).
import { joint } from './joint';
import { type Step } from './state';

const review = (body: string, outcome: string | null): Step => ({
  id: `review/${body}`,
  kind: 'REVIEW',
  body,
  openedAt: 0,
  endedAt: outcome === null ? null : 1,
  outcome,
});
const acceptance: Step = { id: 'acceptance', kind: 'ACCEPTANCE', body: 'w', openedAt: 0, endedAt: null, outcome: null };

it('is complete at once where nobody is asked', () => {
  expect(joint([])).toEqual({ n: 0, of: 0, complete: true, dissent: [], awaited: [], unheard: [] });
});

it('counts n of m and names who is awaited', () => {
  const steps = [review('dept:fire', null), review('dept:water', 'AGREE'), review('dept:health', null)];
  expect(joint(steps)).toEqual({
    n: 1,
    of: 3,
    complete: false,
    dissent: [],
    awaited: ['dept:fire', 'dept:health'],
    unheard: [],
  });
});

it('is complete when the last has answered, and names who disagrees', () => {
  const steps = [review('dept:fire', 'DISAGREE'), review('dept:water', 'AGREE')];
  expect(joint(steps)).toEqual({ n: 2, of: 2, complete: true, dissent: ['dept:fire'], awaited: [], unheard: [] });
});

it('names the lower level that disagrees, though it is none of the departments', () => {
  const lower: Step = { ...review('park:a', 'DISAGREE'), id: 'pre-review', kind: 'PRE_REVIEW' };
  expect(joint([lower, review('dept:fire', 'AGREE')])).toMatchObject({ n: 1, of: 1, dissent: ['park:a'] });
});

it("counts reviews alone: an open acceptance is nobody's opinion", () => {
  expect(joint([acceptance, review('dept:fire', 'AGREE')])).toMatchObject({ n: 1, of: 1, complete: true });
});
