// Service of written instruments (送达). 行政许可法 44 has a licence served and says no more, so the rules of civil procedure are applied
// (民事诉讼法 87-95). From the day of service run the days of reconsideration (行政复议法 20; 行政复议法实施条例 15).
import { type Doing } from './doing';
import { type Instrument } from './lifecycle';
import { Refusal } from './refusal';
import { type CaseState, type Service } from './state';
import { civilDateOf, type CivilDate } from './workday';

/** How and when a paper was served; null = it is not on record that it was. */
export function serviceOf(
  { served = [] }: Pick<CaseState, 'served'>,
  id: string,
): Pick<Service, 'method' | 'on'> | null {
  const service = served.find((one) => one.id === id);
  return service ? { method: service.method, on: service.on } : null;
}

/**
 * One paper has been served, once and for all. @throws Refusal `SERVED_ALREADY`, naming the day; `SERVED_BEFORE_ISSUE` and
 * `SERVED_IN_FUTURE` for a day that cannot be
 */
export function served({ state, act: { at, data } }: Doing): undefined {
  const [paper] = data.papers ?? [];
  if (!paper || !data.method) throw new Refusal('BAD_INPUT', {}, paper ? 'method' : 'instrument');
  const [today, known] = [civilDateOf(at), serviceOf(state, paper.id)];
  const on = data.on ?? today;
  if (known) throw new Refusal('SERVED_ALREADY', { on: known.on }, 'instrument');
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
  return served.findLast((one) => one.kind === kind && one.issuedOn >= issuedOn)?.on ?? null;
}
