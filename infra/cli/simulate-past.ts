// Where `yuanban simulate` takes past cases from: what both places give, an installation and an export.
import { type Paces } from '#rules/pace';
import { type PastFile, type Setting } from '#rules/simulate';

/** Past cases of one item. `expected` = how many. */
export interface Past extends Omit<Setting, 'paceOf'> {
  expected: number;
  /** How fast co-reviewers have answered so far. */
  paces: () => Promise<Paces>;
  files: () => AsyncGenerator<PastFile>;
  /** How many lines could not be taken, by the code of the refusal; whole behind the last file. */
  refused: () => Readonly<Record<string, number>>;
}
