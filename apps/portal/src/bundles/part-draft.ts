// What is filled of a bundle, part by part: it lies in one draft, and the door's faults lie by their places in what was sent.
import { type FieldError } from '#contracts/errors';
import { type BundleKind } from '#contracts/registry.dto';
import { ProblemError } from '#screens/problem';

/** Where a part goes, and its form. */
export interface PartDraft {
  park: string | null;
  form: Record<string, unknown>;
}

/** A part with its item. */
export interface FilledPart extends PartDraft {
  part: string;
  item: string;
}

/** Every part of a bundle, filled as far as the draft is; what a draft holds of other parts is left. */
export function partsOf({ parts }: BundleKind, filled: Record<string, unknown>): FilledPart[] {
  return parts.map(({ part, item }) => {
    const { park = null, form = {} } = (filled[part] ?? {}) as Partial<PartDraft>;
    return { part, item, park, form };
  });
}

/** Faults of one part, by pointers below its own `/form`. */
export function faultsOfPart(error: unknown, parts: readonly FilledPart[], part: string): FieldError[] {
  const at = `/parts/${parts.findIndex((one) => one.part === part)}/`;
  return faultsOf(error)
    .filter(({ pointer }) => pointer.startsWith(at))
    .map((fault) => ({ ...fault, pointer: fault.pointer.slice(at.length - 1) }));
}

/** All that the door named. */
export function faultsOf(error: unknown): readonly FieldError[] {
  return error instanceof ProblemError ? (error.problem.errors ?? []) : [];
}
