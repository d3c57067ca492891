// Handing over all work of an officer who leaves (移交): each step its own act under its own key, so that a repeated call does what is left.
import { type TaskPage, type TaskView } from '#contracts/cases.dto';
import { type HandOverDto, type OfficerView } from '#contracts/deputies.dto';
import { type ErrorCode } from '#contracts/errors';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { type RpcClient } from '#platform/rpc-client';
import { type ActsService } from '../cases/acts.service';
import { KEY_LENGTH } from '../cases/command';
import { type About, type Problem, toProblem } from '../problem/problem';

/** The longest key of a call: those of its acts are `<key>/<number>/<step>` and, of a step that is given back, one word more. */
export const HAND_OVER_KEY_LENGTH = KEY_LENGTH - 2 * '/'.length - 2 * 64 - '/release'.length;

/** The successor cannot do these steps: they are given back to everybody of their body. */
const GIVEN_BACK: readonly string[] = [
  'ASSIGNEE_WITHOUT_MANDATE',
  'OWN_MATTER',
  'SAME_PERSON',
] satisfies readonly ErrorCode[];

/** What became of one step; `why` = the code for which the successor did not get it. */
export type HandedStep = Pick<TaskView, 'number' | 'step' | 'kind'> &
  ({ outcome: 'REASSIGNED' } | { outcome: 'RELEASED'; why: string } | { outcome: 'REFUSED'; problem: Problem });

/** What is left of the officer's offices and deputies, and what became of each step. */
export interface HandedOver {
  officer: OfficerView;
  rows: HandedStep[];
}

/** Every open step on an officer's desk, as far as whoever asks may see it. */
export async function onDeskOf(rpc: RpcClient, person: string, officer: string): Promise<TaskView[]> {
  const steps: TaskView[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await rpc.call<TaskPage>(SUBJECTS.taskList, { person, desk: officer, cursor, limit: 200 });
    steps.push(...page.items);
    if (page.next === null) return steps;
    cursor = page.next;
  }
}

/**
 * Hands over everything. Days and rights are asked first: a refusal changes nothing.
 * @throws Failure what the registry refuses with, and `BAD_INPUT` when the successor is the officer
 */
export async function handOver(
  rpc: RpcClient,
  acts: ActsService,
  { person, officer, key, about }: { person: string; officer: string; key: string; about: About },
  { to, lastDay, reason }: HandOverDto,
): Promise<HandedOver> {
  if (to === officer) {
    const fault = { pointer: '/to', code: 'SAME', zh: '接手人须为他人', en: 'must be somebody else' };
    throw new Failure('BAD_INPUT', {}, [fault]);
  }
  const left = await rpc.call<OfficerView>(SUBJECTS.officerLeave, { person, officer, lastDay });
  const act = (name: string, { number, step }: TaskView, body: object, suffix = '') =>
    acts.act({ person, key: `${key}/${number}/${step}${suffix}`, act: name, number, body: { step, reason, ...body } });
  const rows: HandedStep[] = [];
  for (const task of await onDeskOf(rpc, person, officer)) {
    const { number, step, kind } = task;
    const row = await act('reassign', task, { to })
      .then(
        () => ({ outcome: 'REASSIGNED' as const }),
        async (error: unknown) => {
          const { code } = error as { code?: string };
          if (code === undefined || !GIVEN_BACK.includes(code)) throw error;
          await act('release', task, {}, '/release');
          return { outcome: 'RELEASED' as const, why: code };
        },
      )
      .catch((error: unknown) => ({ outcome: 'REFUSED' as const, problem: toProblem(error, about) }));
    rows.push({ number, step, kind, ...row });
  }
  return { officer: left, rows };
}
