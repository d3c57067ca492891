// The power list (权力清单): who decides item × park on a date follows from dated delegations. 行政许可法 23, 24; 沪府办发〔2013〕34号.
import { Refusal } from './refusal';
import { type CivilDate } from './workday';

/** How a power was given: entrusted (in the department's name), authorised (in the park's own), or only a window. */
export type DelegationMode = 'ENTRUST' | 'AUTHORISE' | 'WINDOW_ONLY';

/** One grant of a document: this item, to this park, from and (exclusively) to these days. */
export interface Delegation {
  item: string;
  park: string;
  department: string;
  mode: DelegationMode;
  document: string;
  from: CivilDate;
  to: CivilDate | null;
}

/** Who decides, and in whose name. */
export interface Competence {
  owner: string;
  inNameOf: string;
  delegation: Delegation;
}

/** True while the grant is in force on that day. */
export function isInForce(delegation: Delegation, on: CivilDate): boolean {
  return delegation.from <= on && (delegation.to === null || on < delegation.to);
}

/**
 * Does the body that a case was filed with still hold the power to decide on that day? A department decides by its own
 * power; a park only while a grant makes it the deciding body (entrusted or authorised, however it came by it).
 */
export function holdsPower(owner: string, delegations: readonly Delegation[], on: CivilDate): boolean {
  return (
    !owner.startsWith('park:') ||
    delegations.some((row) => row.mode !== 'WINDOW_ONLY' && owner === `park:${row.park}` && isInForce(row, on))
  );
}

/** The body of a department by its code; the commission is one by itself. */
export function departmentBody(code: string): string {
  return code === 'commission' ? 'commission' : `dept:${code}`;
}

/**
 * The body that decides an item in a park on a day. A park that is window-only accepts; the owning department decides.
 * @throws Refusal `NO_DELEGATION` when no grant covers item × park × day.
 */
export function competence(delegations: readonly Delegation[], item: string, park: string, on: CivilDate): Competence {
  const delegation = delegations.find((row) => row.item === item && row.park === park && isInForce(row, on));
  if (!delegation) throw new Refusal('NO_DELEGATION', { item, park, on });
  const department = departmentBody(delegation.department);
  return {
    owner: delegation.mode === 'WINDOW_ONLY' ? department : `park:${park}`,
    inNameOf: delegation.mode === 'AUTHORISE' ? `park:${park}` : department,
    delegation,
  };
}
