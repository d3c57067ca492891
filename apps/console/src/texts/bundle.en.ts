// What bundles are called, in English.
import { partTextsEn } from '#screens/texts/bundle.en';
import { type bundleZh } from './bundle.zh';

/** The same shape as the Chinese texts. */
export const bundleEn: typeof bundleZh = {
  bundle: {
    title: 'Part of a bundle: {{name}}',
    others: 'Parts that do not concern your body: {{count}}',
    ...partTextsEn,
  },
};
