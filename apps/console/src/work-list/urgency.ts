// How urgent a task is, against business time: told in words and order, the colour only repeats it.
import { type TaskView } from '#contracts/cases.dto';
import { dayOf } from '#screens/times';

/** From the most to the least urgent. */
export const URGENCIES = ['RED', 'OVERDUE', 'TODAY', 'YELLOW', 'OPEN', 'UNDATED'] as const;
/** One of them. */
export type Urgency = (typeof URGENCIES)[number];

/** A red card is overdue and shown to more people; a yellow one comes the working day before. */
export function urgencyOf({ dueAt, card }: Pick<TaskView, 'dueAt' | 'card'>, now: string): Urgency {
  if (card === 'RED') return 'RED';
  if (dueAt === null) return 'UNDATED';
  if (Date.parse(dueAt) <= Date.parse(now)) return 'OVERDUE';
  if (lastDay(dueAt) === dayOf(now)) return 'TODAY';
  return card === 'YELLOW' ? 'YELLOW' : 'OPEN';
}

/** The last day of a limit: its instant is the end of that day. */
export function lastDay(dueAt: string): string {
  return dayOf(new Date(Date.parse(dueAt) - 1).toISOString());
}

/** How many tasks are of each urgency. */
export function countsOf(tasks: readonly TaskView[], now: string): Record<Urgency, number> {
  const counts = Object.fromEntries(URGENCIES.map((urgency) => [urgency, 0])) as Record<Urgency, number>;
  for (const task of tasks) counts[urgencyOf(task, now)] += 1;
  return counts;
}

/** Does a task answer what was typed: in its number, or in one of its names? */
export function matches(task: TaskView, names: readonly string[], typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return [task.number, task.applicant, ...names].some((text) => text.toLowerCase().includes(wanted));
}
