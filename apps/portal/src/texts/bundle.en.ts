// What bundles are called in English.
import { partTextsEn } from '#screens/texts/bundle.en';

/** Keys by place, as in Chinese. */
export const bundleEn = {
  bundle: {
    partOf: 'This case is part of one matter: see the whole',
    lead: 'Each part is decided by its own body. What comes later is filed by itself once the parts before it are granted; its dates count from then.',
    after: 'filed after: {{items}}',
    notFiled: 'Not filed',
    file: {
      title: 'One matter, filed once',
      count: '{{count}} services',
      parties: 'Applicant and parks',
      parks: 'Choose a park for each part; its window takes it in:',
      next: 'Next',
      demo: 'A bundle for demonstration, no published guide.',
      faults: 'To be corrected: {{count}}',
      none: 'There is no such bundle',
      noneLead: 'Choose one from the catalogue.',
    },
    takeBack: {
      begin: 'Take back what is not filed yet',
      title: 'Take back what is not filed yet?',
      lead: 'The parts that wait will not be filed; this cannot be undone. Cases that are filed go on: withdraw each of them if you want to.',
      confirm: 'Take back',
      cancel: 'Keep',
    },
    ...partTextsEn,
  },
};
