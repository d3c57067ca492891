// The case as the portal reads it: the contract, and what an older service may not tell yet.
import { type CaseView, type ServedLine } from '#contracts/cases.dto';

/** A written instrument of a case. */
export type Instrument = Omit<ServedLine, 'served'> & Partial<Pick<ServedLine, 'served'>>;

/** A case, with its instruments if the service tells them. */
export type ShownCase = Omit<CaseView, 'instruments' | 'bundle'> & {
  instruments?: Instrument[];
  bundle?: CaseView['bundle'];
};
