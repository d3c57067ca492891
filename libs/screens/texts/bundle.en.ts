// Where a bundle and its parts stand, in the same words on both screens.
import { type partTextsZh } from './bundle.zh';

/** The same shape as in Chinese. */
export const partTextsEn: typeof partTextsZh = {
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
};
