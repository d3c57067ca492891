// The case as the portal reads it: the contract, and what an older service may not tell yet.
import { type CaseView } from '#contracts/cases.dto';

/** A written instrument of a case. */
export interface Instrument {
  id: string;
  number: string;
  kind: string;
  issuedOn: string;
  title: { zh: string; en: string };
}

/** A case, with its instruments if the service tells them. */
export type ShownCase = CaseView & { instruments?: Instrument[] };
