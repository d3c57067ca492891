// The case as the console reads it.
import { type CaseView } from '#contracts/cases.dto';

export type ShownCase = CaseView;

/** A written instrument of a case. */
export type Instrument = CaseView['instruments'][number];

/** `enterprise:<code>` -> the unified social credit code. */
export function codeOf(applicant: string): string {
  return applicant.replace(/^enterprise:/, '');
}
