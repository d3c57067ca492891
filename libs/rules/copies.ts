// Copies (抄送): an incentive plan goes to the finance and science authorities within five working days after the shareholders
// have resolved it (财资〔2016〕4号). Filing it is the enterprise's only errand: acceptance sends the copies.
import { deadline } from './clock';
import { type Definition } from './definition';
import { type Doing, type Told } from './doing';
import { Refusal } from './refusal';
import { type CaseState, type Instant } from './state';
import { civilDateOf, dayStart, type Calendar, type CivilDate } from './workday';

/** The day by which copies are due; null for an item without. */
export function copiesDueOn(
  { copyFrom }: Pick<CaseState, 'copyFrom'>,
  { copies }: Definition,
  calendar: Calendar,
): CivilDate | null {
  if (!copies || !copyFrom) return null;
  return deadline(copies.within, [{ act: 'start', at: dayStart(copyFrom) }], calendar).dueOn;
}

/** Copies go out as soon as the case is accepted. */
export function copyInstants(state: Pick<CaseState, 'acceptedAt' | 'parties'>, { copies }: Definition): Instant[] {
  if (!copies || state.acceptedAt === null || state.parties.copied) return [];
  return [{ act: 'copy', at: state.acceptedAt, level: null }];
}

/**
 * Sends them. In time is what was filed in time: the enterprise does not answer for the days of the window.
 * @throws Refusal `STEP_NOT_OPEN` for an item without copies.
 */
export function copied({ state, definition, calendar }: Doing): Told {
  if (!definition.copies) throw new Refusal('STEP_NOT_OPEN', { act: 'copy' });
  const { to } = definition.copies;
  state.parties = { ...state.parties, copied: to };
  const dueOn = copiesDueOn(state, definition, calendar);
  return dueOn === null ? { to } : { to, dueOn, onTime: civilDateOf(state.receivedAt) <= dueOn };
}
