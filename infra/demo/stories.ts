// The live cases of the demonstration: what happens to each, day by day, and who does it. Every way through the law is among them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who acts, by what they are to the case; `people.ts` finds the demo person. */
export type Part = 'applicant' | 'window' | 'check' | 'decider' | `review.${string}`;

/** One act on one day of the story. The filing is `file` by the applicant. */
export interface Scene {
  day: number;
  by: Part;
  act: string;
  body?: object;
}

/** A case from its filing on. */
export interface Story {
  name: string;
  item: string;
  form: Record<string, unknown>;
  scenes: readonly Scene[];
}

const SEEDS = join(__dirname, '../../../seeds/items');
const example = (item: string) =>
  (JSON.parse(readFileSync(join(SEEDS, `${item}.json`), 'utf8')) as { example: Record<string, unknown> }).example;

const on = (day: number, by: Part, act: string, body: object = {}): Scene => ({ day, by, act, body });
const agree = { verdict: 'AGREE', text: '同意（演示）' };
const disagree = { verdict: 'DISAGREE', text: '消防车道宽度不足（演示）' };
const refuse = { outcome: 'REFUSE', reasons: '不符合规定条件（演示）', remedies: '可依法申请行政复议或提起行政诉讼' };
const grant = { outcome: 'GRANT' };
const accepted = on(0, 'window', 'accept');
const DEPARTMENTS = ['civil-defence', 'fire', 'water'] as const;
const agreed = (day: number) => DEPARTMENTS.map((one) => on(day, `review.${one}`, 'opinion', agree));
const dissented = (day: number) => [
  on(day, 'review.civil-defence', 'opinion', agree),
  on(day, 'review.fire', 'opinion', disagree),
  on(day, 'review.water', 'opinion', agree),
];

/** A day far enough behind the limits of every item: the overdue permit is decided, publicity is over. */
export const LAST_DAY = 12;

const plan = example('E01') as { plan: { people: object[] } };
/** One person above three per cent: a verified rule is broken. */
const brokenPlan = { ...plan, plan: { ...plan.plan, people: [{ ...plan.plan.people[0], shareRatio: 0.05 }] } };

/** Every way through, in the order in which the parks are given them. */
export const STORIES: readonly Story[] = [
  {
    ...{ name: 'granted', item: '16', form: example('16') },
    scenes: [accepted, ...agreed(1), on(2, 'decider', 'decide', grant)],
  },
  { name: 'recorded', item: '12', form: example('12'), scenes: [] },
  {
    ...{ name: 'shown to the public', item: '5', form: example('5') },
    scenes: [
      ...[accepted, ...agreed(1)],
      on(3, 'window', 'object', { text: '担心遮挡日照（演示）' }),
      on(LAST_DAY, 'decider', 'decide', { ...grant, objectionHandling: '日照分析符合规范（演示）' }),
    ],
  },
  {
    ...{ name: 'certified', item: 'T01', form: example('T01') },
    scenes: [accepted, on(1, 'decider', 'decide', grant)],
  },
  {
    ...{ name: 'registered', item: 'E01', form: plan },
    scenes: [accepted, on(1, 'check', 'opinion', agree), on(2, 'decider', 'decide', grant)],
  },
  {
    ...{ name: 'paused', item: '11', form: example('11') },
    scenes: [
      accepted,
      on(1, 'decider', 'pause', { reason: 'appraisal', basis: '委托评估机构评估（演示）', days: 5 }),
      on(6, 'decider', 'resume', { result: '评估完成（演示）' }),
      on(7, 'decider', 'decide', grant),
    ],
  },
  {
    ...{ name: 'corrected', item: '16', form: example('16') },
    scenes: [
      on(0, 'window', 'request-correction', { items: [{ field: '/contractPriceYuan', text: '与合同不一致（演示）' }] }),
      on(1, 'applicant', 'supplement', { form: { ...example('16'), contractPriceYuan: 88_000_000 } }),
      on(1, 'window', 'accept'),
      ...[...agreed(2), on(3, 'decider', 'decide', grant)],
    ],
  },
  {
    ...{ name: 'dissented', item: '16', form: example('16') },
    scenes: [
      ...[accepted, ...dissented(1)],
      on(2, 'decider', 'decide', { ...grant, dissentHandling: '已责成修改消防车道（演示）' }),
    ],
  },
  {
    ...{ name: 'refused', item: '16', form: example('16') },
    scenes: [accepted, ...dissented(1), on(2, 'decider', 'decide', refuse)],
  },
  {
    ...{ name: 'withdrawn', item: '16', form: example('16') },
    scenes: [accepted, on(1, 'applicant', 'withdraw', { reason: '项目调整（演示）' })],
  },
  {
    ...{ name: 'overdue', item: '16', form: example('16') },
    scenes: [accepted, ...agreed(2), on(LAST_DAY, 'decider', 'decide', grant)],
  },
  {
    ...{ name: 'against the rules', item: 'E01', form: brokenPlan },
    scenes: [
      accepted,
      on(1, 'check', 'opinion', { verdict: 'DISAGREE', text: '单人持股超过百分之三（演示）' }),
      on(2, 'decider', 'decide', refuse),
    ],
  },
  {
    ...{ name: 'left open', item: '16', form: example('16') },
    scenes: [on(LAST_DAY, 'window', 'accept', { remark: '办理中（演示）' })],
  },
];

/** The day on which a story's case is filed: what is to stay open must not be old at the end. */
export const filedOn = ({ name }: Story): number => (name === 'left open' ? LAST_DAY : 0);
