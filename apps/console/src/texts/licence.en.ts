// What may become of a licence after its grant, in English.
import { type licenceZh } from './licence.zh';

/** The same shape as the Chinese texts. */
export const licenceEn: typeof licenceZh = {
  act: {
    'ask-reconsideration': {
      name: 'Ask for reconsideration',
      effect: 'The applicant asks for it in the portal.',
      done: 'Reconsideration asked for',
    },
    'decide-reconsideration': {
      name: 'Decision on reconsideration',
      effect:
        'Records what was ruled: upheld, the decision stands; set aside, the case is handled anew and its clock begins anew.',
      done: 'The ruling is on record',
    },
    'ask-renewal': {
      name: 'Ask for renewal',
      effect: 'Done by the applicant on the portal.',
      done: 'Renewal asked for',
    },
    'decide-renewal': {
      name: 'Decide on renewal',
      effect:
        'Renewed, it is good for as long again and a new certificate is made; undecided at the end of its time, it counts as renewed.',
      done: 'Decided on renewal',
    },
    'ask-correction': {
      name: 'Ask for a correction',
      effect: 'Done by the applicant on the portal.',
      done: 'Correction asked for',
    },
    'correct-certificate': {
      name: 'Correct the certificate',
      effect: 'A new certificate is made by what is right; the old one is no longer in force.',
      done: 'Corrected: a new certificate is being made',
    },
    'refuse-correction': {
      name: 'Refuse the correction',
      effect: 'The certificate stays as it is; its holder is told why.',
      done: 'Correction refused',
    },
    'surrender-licence': {
      name: 'Give the licence up',
      effect: 'Done by the applicant on the portal.',
      done: 'Given up',
    },
    'withdraw-licence': {
      name: 'Withdraw the licence',
      effect:
        'For a changed law or changed circumstances: licence and certificate are in force no longer, and the holder is told why and what is paid. A wrong grant is revoked instead.',
      done: 'Licence withdrawn',
    },
  },
  field: {
    ruling: 'Ruling',
    document: 'Number of the ruling',
    ground: 'Ground',
    compensation: 'Compensation',
    fields: 'Corrected fields',
    fields_field: 'Field of the certificate',
    fields_value: 'How it should read',
  },
  fieldOf: {
    'ask-correction': { text: 'What is wrong' },
    'correct-certificate': { reason: 'Why it is corrected' },
    'decide-renewal': { outcome: 'Decision on renewal' },
  },
  fieldHelp: {
    'decide-renewal': {
      reasons: 'A refusal gives its reasons (Administrative Licensing Law 38, 50)',
      remedies: 'How and until when to appeal (Administrative Licensing Law 38)',
    },
    'withdraw-licence': { compensation: 'Loss of property is made good (Administrative Licensing Law 8)' },
  },
  choice: {
    UPHELD: 'Upheld',
    REMANDED: 'Set aside, to be decided anew',
    LAW_CHANGED: 'The law that it rests on was changed or repealed',
    CIRCUMSTANCES_CHANGED: 'The circumstances that it rests on have changed gravely',
  },
  bar: {
    RECONSIDERATION_ASKED: 'This decision was reconsidered, or is being so',
    RECONSIDERATION_NOT_ASKED: 'Nobody has asked for reconsideration',
    NO_END_OF_VALIDITY: 'What was granted has no end here: there is nothing to renew',
    RENEWAL_EXCLUDED: 'By the rules of this item it is not renewed',
    RENEWAL_OPEN: 'Renewal has been asked for and is not decided yet',
    RENEWAL_NOT_ASKED: 'Nobody has asked for renewal',
    NO_CERTIFICATE_YET: 'No certificate has been issued yet',
    CORRECTION_ASKED: 'A correction has been asked for and is not answered yet',
    CORRECTION_NOT_ASKED: 'No correction of the certificate is asked for',
  },
  event: {
    'reconsideration-asked': 'Reconsideration asked for',
    reconsidered: 'Reconsideration decided',
    'renewal-asked': 'Renewal asked for',
    'renewal-decided': 'Decision on renewal',
    'deemed-renewed': 'Not decided in time: counts as renewed',
    'renewal-reminded': 'Reminder to ask for renewal',
    'licence-lapsed': 'Run out and cancelled',
    'correction-asked': 'Correction of the certificate asked for',
    'certificate-corrected': 'Certificate corrected',
    'correction-refused': 'Correction of the certificate refused',
    'licence-surrendered': 'Licence given up',
    'licence-withdrawn': 'Licence withdrawn',
  },
};
