// What comes after a grant: its certificate, which a machine makes (行政许可法 39, 44), work that it gave up, and revocation (69).
import { deadline, type Limit } from './clock';
import { type CertificateRule } from './definition';
import { type Doing } from './doing';
import { type Status } from './lifecycle';
import { Refusal } from './refusal';
import { type CaseState, type Instant } from './state';
import { close, open, openStep } from './steps';
import { civilDate, dayNumber, dayNumberOf, daysInMonth, partsOf, type Calendar, type CivilDate } from './workday';

/** Art. 44: in the hands of its holder within ten days of the decision, which art. 82 counts in working days. A correction: assumed. */
const MADE_WITHIN: Limit = { value: 10, unit: 'workday' };

/** Is the machine to make the certificate now? */
export function isOrdered({ certificate }: Pick<CaseState, 'certificate'>): boolean {
  return certificate === 'ORDERED';
}

/** The certificate is made. @throws Refusal `ACT_OUT_OF_TURN` when none is ordered */
export function certified({ state }: Doing): undefined {
  demandOrder(state, 'certify');
  state.certificate = 'ISSUED';
}

/** The machine gives up: the body that decided sees it among its work. @throws Refusal `ACT_OUT_OF_TURN` when none is ordered */
export function workFailed({ state, act: { at } }: Doing): undefined {
  demandOrder(state, 'fail-work');
  state.certificate = 'FAILED';
  const n = state.steps.filter(({ kind }) => kind === 'WORK').length + 1;
  state.steps.push(open(`work/${n}`, 'WORK', state.parties.owner, at));
}

/** It is ordered anew. */
export function workRetried({ state, act: { at } }: Doing): undefined {
  close(state, openStep(state, 'WORK')!.id, at, 'RETRIED');
  state.certificate = 'ORDERED';
}

/** A further version is to be made, whatever became of the order before: what was never made is owed since then. */
export function orderedAnew(state: CaseState, at: number): void {
  const failed = openStep(state, 'WORK');
  if (failed) close(state, failed.id, at, 'RETRIED');
  if (state.certificate === 'ISSUED') {
    state.certificateSince = at;
    state.fired = state.fired.map((one) => (one.act === 'certificate-overdue' ? { ...one, isPast: true } : one));
  }
  state.certificate = 'ORDERED';
}

/** The grant is taken back. */
export function revoked({ state, act: { at } }: Doing): undefined {
  over(state, at, 'REVOKED');
}

/** What was granted is so no longer: nothing is owed, and a certificate that was not made yet is none any more. */
export function over(state: CaseState, at: number, status: Status): void {
  for (const step of state.steps) if (step.endedAt === null) close(state, step.id, at, status);
  if (state.certificate !== 'ISSUED') delete state.certificate;
  state.status = status;
}

/** The last day on which a certificate is good that is good from `from`; null = without an end. The day before the same day (民法典 202). */
export function validUntil(from: CivilDate, { validity }: Pick<CertificateRule, 'validity'>): CivilDate | null {
  if (!validity) return null;
  const { value, unit } = validity;
  if (unit === 'day') return civilDate(dayNumber(from) + value - 1);
  const { year, month, day } = partsOf(dayNumber(from));
  const months = year * 12 + month - 1 + (unit === 'year' ? value * 12 : value);
  const [inYear, inMonth] = [Math.floor(months / 12), (months % 12) + 1];
  return civilDate(dayNumberOf(inYear, inMonth, Math.min(day, daysInMonth(inYear, inMonth))) - 1);
}

/**
 * Art. 44 runs from the decision, whatever the machine does: the end of the tenth working day of a certificate that is not made by then.
 * While handing out is owed, that step has the days.
 */
export function certificateInstants(
  state: Pick<CaseState, 'status' | 'certificate' | 'certificateSince' | 'endedAt' | 'steps'>,
  calendar: Calendar,
): Instant[] {
  const { status, certificate, endedAt, certificateSince = endedAt } = state;
  const isOwed = status === 'GRANTED' && (certificate === 'ORDERED' || certificate === 'FAILED');
  if (!isOwed || certificateSince === null || openStep(state, 'DELIVERY')) return [];
  const { dueAt } = deadline(MADE_WITHIN, [{ act: 'start', at: certificateSince }], calendar);
  return [{ act: 'certificate-overdue', at: dueAt!, level: null }];
}

function demandOrder(state: CaseState, act: string): void {
  if (!isOrdered(state)) throw new Refusal('ACT_OUT_OF_TURN', { act, status: state.status });
}
