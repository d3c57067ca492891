// Service of written instruments (送达). 行政许可法 44 has a licence served and says no more, so the rules of civil procedure are applied
// (民事诉讼法 87-95). From the day of service run the days of reconsideration (行政复议法 20; 行政复议法实施条例 15).
import { type Doing } from './doing';
import { type Instrument } from './lifecycle';
import { Refusal } from './refusal';
import { type CaseState, type Service, type ServiceMethod } from './state';
import { civilDateOf, type CivilDate } from './workday';

/** How and when a paper was served, by its last record; null = it is not on record that it was. */
export function serviceOf(
  { served = [] }: Pick<CaseState, 'served'>,
  id: string,
): { method: ServiceMethod; on: CivilDate } | null {
  const service = served.findLast((one) => one.id === id);
  return service && service.method !== 'NONE' ? { method: service.method, on: service.on } : null;
}

/**
 * Is there something to record of a paper, or to record anew: not served yet, or by what an officer wrote down? What the applicant has opened
 * in the portal is nobody's slip.
 */
export function isOpenToRecord(service: { method: ServiceMethod } | null): boolean {
  return service?.method !== 'ONLINE';
}

/**
 * One paper has been served, once; a record that was wrong is followed by another, with the reason, and the later one counts (`NONE` = it
 * was not served). @throws Refusal `SERVED_ALREADY`, naming the day; `SERVED_BEFORE_ISSUE` and `SERVED_IN_FUTURE` for a day that
 * cannot be; `BAD_INPUT` for taking back what is not on record
 */
export function served({ state, act: { at, data } }: Doing): undefined {
  const [paper] = data.papers ?? [];
  if (!paper || !data.method) throw new Refusal('BAD_INPUT', {}, paper ? 'method' : 'instrument');
  const [today, known] = [civilDateOf(at), serviceOf(state, paper.id)];
  const on = data.on ?? today;
  if (known && !(data.isReasoned && isOpenToRecord(known)))
    throw new Refusal('SERVED_ALREADY', { on: known.on }, 'instrument');
  if (!known && data.method === 'NONE') throw new Refusal('BAD_INPUT', {}, 'method');
  if (on < paper.issuedOn) throw new Refusal('SERVED_BEFORE_ISSUE', { issuedOn: paper.issuedOn }, 'on');
  if (on > today) throw new Refusal('SERVED_IN_FUTURE', { today }, 'on');
  put(state, { ...paper, method: data.method, on });
}

/** What is handed out together, today; what was served before stays as it was. */
export function servedTogether(state: CaseState, { at, data }: Doing['act']): void {
  for (const paper of data.papers ?? [])
    if (!serviceOf(state, paper.id)) put(state, { ...paper, method: data.method!, on: civilDateOf(at) });
}

function put(state: CaseState, service: Service): void {
  state.served = [...(state.served ?? []), service];
}

/** The day on which a paper of this kind that was issued on `issuedOn` or later was served, the newest such; null = not on record. */
export function servedOn(
  { served = [] }: Pick<CaseState, 'served'>,
  kind: Instrument,
  issuedOn: CivilDate,
): CivilDate | null {
  const last = served.findLast(
    (one) => one.kind === kind && one.issuedOn >= issuedOn && serviceOf({ served }, one.id) !== null,
  );
  return last ? serviceOf({ served }, last.id)!.on : null;
}
