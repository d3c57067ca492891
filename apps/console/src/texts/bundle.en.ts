// What bundles are called, in English.
import { type bundleZh } from './bundle.zh';

/** The same shape as the Chinese texts. */
export const bundleEn: typeof bundleZh = {
  bundle: {
    title: 'Part of a bundle: {{name}}',
    others: 'Parts that do not concern your body: {{count}}',
    status: {
      UNDER_WAY: 'Under way',
      COMPLETE: 'All granted',
      PARTIAL: 'Granted in part',
      UNSUCCESSFUL: 'Nothing granted',
    },
    dropped: {
      BUNDLE_WITHDRAWN: 'not filed: the bundle was taken back',
      PART_BEFORE_FAILED: 'not filed: a part that it builds on came to nothing',
      BUNDLE_STOPPED: 'not filed: the bundle was stopped',
      NOT_FILABLE: 'not filed: the law did not allow it any more when its turn came',
    },
    waits: 'waits for the parts before it',
  },
};
