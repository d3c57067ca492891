// How urgent a task is, against business time in Shanghai.
import { type TaskView } from '#contracts/cases.dto';
import { countsOf, lastDay, matches, urgencyOf } from './urgency';

const NOW = '2026-11-23T10:00:00+08:00';
const task = (more: Partial<TaskView>): TaskView => ({
  number: '16-caohejing-20261123-000001',
  step: 'acceptance',
  kind: 'ACCEPTANCE',
  queue: 'window:caohejing',
  item: '16',
  park: 'caohejing',
  applicant: 'enterprise:91310115DEM000014Q',
  openedAt: NOW,
  dueAt: null,
  card: null,
  assignee: null,
  ...more,
});

it.each([
  ['a red card', '2026-11-20T00:00:00+08:00', 'RED', 'RED'],
  ['an instant that has come', NOW, null, 'OVERDUE'],
  ['the end of today', '2026-11-24T00:00:00+08:00', 'YELLOW', 'TODAY'],
  ['a yellow card before the last day', '2026-11-25T00:00:00+08:00', 'YELLOW', 'YELLOW'],
  ['the end of tomorrow', '2026-11-25T00:00:00+08:00', null, 'OPEN'],
  ['no limit', null, null, 'UNDATED'],
] as const)('%s (%s, card %s) is %s', (_, dueAt, card, urgency) => {
  expect(urgencyOf({ dueAt, card }, NOW)).toBe(urgency);
});

it('a limit until midnight ends on the day before', () => {
  expect(lastDay('2026-11-24T00:00:00+08:00')).toBe('2026-11-23');
});

it('counts every task once', () => {
  const counts = countsOf([task({}), task({ card: 'RED' }), task({ card: 'RED' })], NOW);
  expect(counts).toMatchObject({ RED: 2, UNDATED: 1, TODAY: 0 });
});

it('finds by number, credit code or name, whatever the case', () => {
  expect(matches(task({}), ['甲示范生物科技有限公司'], ' 生物科技 ')).toBe(true);
  expect(matches(task({}), [], '91310115dem')).toBe(true);
  expect(matches(task({}), ['甲示范'], '乙示范')).toBe(false);
});
