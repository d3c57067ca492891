// JSON Schemas of bundles: as the catalogue has them, and as they are filed.
import { type BundlePartView, type BundleView } from '#contracts/bundles.dto';
import { type BundleKind } from '#contracts/registry.dto';
import { flag, instant, list, names, object, oneOf, orNull, page, ref, type Schema, text } from './schema';

const standing = oneOf('verified', 'assumed');
const otherwise = oneOf('STOP', 'DROP_DEPENDENTS', 'FILE_ANYWAY');
const dropped = object<NonNullable<BundlePartView['dropped']>>({
  why: oneOf('BUNDLE_WITHDRAWN', 'PART_BEFORE_FAILED', 'BUNDLE_STOPPED', 'NOT_FILABLE'),
  fault: orNull(text),
  at: instant,
});

/** By the name that the document has for each. */
export const BUNDLE_SCHEMAS = {
  BundleKind: object<BundleKind>({
    code: text,
    version: text,
    name: names,
    parts: list(
      object<BundleKind['parts'][number]>({
        part: text,
        item: text,
        after: list(text),
        otherwise,
        source: text,
        standing,
      }),
    ),
    demo: flag,
    source: text,
    standing,
  }),
  BundleKindPage: page('BundleKind'),
  BundlePart: object<BundlePartView>({
    part: text,
    item: text,
    park: text,
    after: list(text),
    otherwise,
    number: orNull(text),
    status: orNull(text),
    filedAt: orNull(instant),
    dropped: orNull(dropped),
  }),
  Bundle: object<BundleView>({
    number: text,
    bundle: text,
    version: text,
    name: names,
    applicant: text,
    status: oneOf('UNDER_WAY', 'COMPLETE', 'PARTIAL', 'UNSUCCESSFUL'),
    filedAt: instant,
    endedAt: orNull(instant),
    withdrawnAt: orNull(instant),
    parts: list(ref('BundlePart')),
    others: { type: 'integer' },
    mayWithdraw: flag,
  }),
} satisfies Record<string, Schema>;
