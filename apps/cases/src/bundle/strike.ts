// A strike by what it is about: what has come due on a case is done, a bundle looks at its parts.
import { type BundleFacts } from '#rules/bundle';
import { type Facts } from '#rules/telling';
import { type ActService } from '../act/act.service';
import { type ConductKind } from '../case/workflow-id';
import { type BundleService } from './bundle.service';

/** Strikes a case or a bundle; `heard` = the caller takes the newest facts from the answer and need not be told of them. */
export type Strike = (kind: ConductKind, number: string, heard: boolean) => Promise<Facts | BundleFacts>;

/** The strike on these two doors. */
export function strikeOn(cases: ActService, bundles: BundleService): Strike {
  return (kind, number, heard) => (kind === 'bundle' ? bundles.strike(number, heard) : cases.strike(number, heard));
}
