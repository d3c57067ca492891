// Sentences that are offered while one writes, by act and field, in English.
import { type templatesZh } from './templates.zh';

/** The same shape as the Chinese texts. */
export const templatesEn: typeof templatesZh = {
  label: 'Common wording',
  'refuse-acceptance': {
    reasons: [
      'This matter is not for this window; please turn to the body that is competent.',
      'After notice the papers are still incomplete or not in the form that the law demands.',
    ],
  },
  opinion: {
    text: ['Examined and found to meet the requirements: agreed.', 'Examined; dissent for these reasons: '],
  },
  decide: {
    reasons: ['The application does not meet these conditions of the law: ', 'The papers do not prove this standard: '],
    remedies: [
      'Within 60 days of receiving this decision you may apply for administrative reconsideration, or within six months sue in a people’s court.',
    ],
    dissentHandling: [
      'Settled with {{dissent}}; its opinion is carried out as follows: ',
      'The opinion of {{dissent}} was not followed, because ',
    ],
  },
  pause: { basis: ['An expert review is needed by law; its time is not counted (Administrative Licensing Law 45).'] },
  extend: {
    reason: ['The case is complex; extended with the approval of the head (Administrative Licensing Law 42).'],
  },
};
