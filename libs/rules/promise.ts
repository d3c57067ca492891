// A decision that rests on a promise (告知承诺): promised in writing, decided at once, checked later. What does not hold is to be fixed by a
// day; where it is not, the grant is revoked and the credit record says so. 上海市优化营商环境条例 27.
import { over } from './certificate';
import { deadline, netWorkdays } from './clock';
import { granted } from './decision';
import { type Doing, type Told } from './doing';
import { refuseBroken } from './opinions';
import { Refusal } from './refusal';
import { untilOf } from './step-due';
import { type CaseState } from './state';
import { close, demandStep, nextId, open, openStep } from './steps';

/** The applicant promises in writing to meet the conditions: the body that decides may now do so at once. */
export function promiseGiven({ state, act: { at } }: Doing): undefined {
  state.steps.push(open(nextId(state, 'PROMISE', 'promise'), 'PROMISE', state.parties.owner, at));
}

/**
 * Acceptance and grant in one. No clock of the decision may have begun: what the office took is counted from receipt, so that a promise
 * never looks quicker than it was. @throws Refusal `RULES_BROKEN` for what the machine has found
 */
export function decidedOnPromise({ state, act: { at }, definition, calendar }: Doing): Told {
  refuseBroken(state, 'promise');
  const ledger = state.clock.length > 0 ? state.clock : state.intake;
  const { dueAt } = deadline(definition.promised, ledger, calendar);
  const net = netWorkdays([...ledger, { act: 'end', at }], calendar);
  state.acceptedAt = at;
  granted(state, at, definition);
  const until = untilOf(state, check(state, at, definition), calendar);
  return { net, onTime: dueAt !== null && at < dueAt, until };
}

/** The body that decided owes a check; the step's id. */
function check(state: CaseState, at: number, { onPromise }: Doing['definition']): string {
  const id = nextId(state, 'PROMISE_CHECK', 'promise-check');
  state.steps.push(open(id, 'PROMISE_CHECK', state.parties.owner, at, onPromise!.check));
  return id;
}

/** The check has found what was promised. */
export function promiseConfirmed({ state, act: { at, by } }: Doing): undefined {
  close(state, openStep(state, 'PROMISE_CHECK')!.id, at, 'KEPT', by);
}

/** It has not: the holder is told in writing what to fix, and by when. @throws Refusal `FIX_TOO_LONG`, naming the item's limit */
export function fixOrdered({ state, act: { at, by, data }, definition, calendar }: Doing): Told {
  const { value, unit } = definition.onPromise!.fix;
  if (!data.days) throw new Refusal('BAD_INPUT', {}, 'days');
  if (data.days > value) throw new Refusal('FIX_TOO_LONG', { limit: value }, 'days');
  close(state, openStep(state, 'PROMISE_CHECK')!.id, at, 'BROKEN', by);
  state.steps.push(open('fix', 'FIX', state.parties.applicant, at, { value: data.days, unit }));
  return { until: untilOf(state, 'fix', calendar) };
}

/** Was a fix ordered by now? There is one order on a promise: what it did not bring about ends in revocation. */
export function isFixOrdered({ steps }: Pick<CaseState, 'steps'>): boolean {
  return steps.some(({ kind }) => kind === 'FIX');
}

/** The holder reports what was done; the office looks again. */
export function fixReported({ state, act: { at, by }, definition }: Doing): undefined {
  close(state, openStep(state, 'FIX')!.id, at, 'REPORTED', by);
  check(state, at, definition);
}

/** Its day has passed without a word; the office looks again all the same. */
export function fixLapsed({ state, act: { at, data }, definition }: Doing): undefined {
  close(state, demandStep(state, ['FIX'], { step: data.step }).id, at, 'SILENT');
  check(state, at, definition);
}

/** What was ordered was not brought about: the grant is taken back, and the credit record has an entry. */
export function revokedOnPromise({ state, act: { at } }: Doing): undefined {
  over(state, at, 'REVOKED');
  state.credit = 'STANDS';
}

/** The office that made the entry takes it back (信用修复): the applicant may promise again. */
export function creditRepaired({ state }: Doing): undefined {
  state.credit = 'REPAIRED';
}
