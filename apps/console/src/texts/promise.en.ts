// What rests on a promise, in English: acts, reasons against them, events.
import { type promiseZh } from './promise.zh';

/** The same shape as the Chinese texts. */
export const promiseEn: typeof promiseZh = {
  act: {
    'give-promise': {
      name: 'Promise in writing',
      effect: 'The applicant does so in the portal.',
      done: 'The promise is given',
    },
    'decide-on-promise': {
      name: 'Decide on the promise',
      effect:
        'Grants at once on the written promise, and accepts with it; the promise is checked later, within its days.',
      done: 'Granted on the promise',
    },
    'confirm-promise': {
      name: 'The promise holds',
      effect: 'Ends the check; the grant stands.',
      done: 'The promise was found to hold',
    },
    'order-fix': {
      name: 'Order to fix',
      effect:
        'Orders in writing what is to be fixed in time; once it is reported or the time has passed it is checked again, and what still does not hold may be revoked.',
      done: 'A fix is ordered',
    },
    'report-fix': {
      name: 'Report what was fixed',
      effect: 'The holder does so in the portal.',
      done: 'The fix is reported',
    },
    'revoke-on-promise': {
      name: 'Revoke for a broken promise',
      effect:
        'Grant and certificate are no longer in force, and the credit record says so: until that is repaired nothing is decided on a promise of this applicant. The holder is told in writing.',
      done: 'Revoked, and in the credit record',
    },
    'repair-credit': {
      name: 'Repair the credit record',
      effect: 'The entry no longer shows, and the applicant may promise again; the revocation stands.',
      done: 'The entry is taken back',
    },
  },
  field: { promise: 'What is promised', findings: 'Findings', fix: 'What is to be fixed', report: 'What was fixed' },
  fieldOf: {
    'order-fix': { days: 'Time to fix it' },
    'repair-credit': { reason: 'Why it is repaired' },
    'revoke-on-promise': { reasons: 'Why it is revoked' },
  },
  fieldHelp: {
    'order-fix': { days: 'In the unit of the limit to fix, {{max}} at most', fix: 'Stands in the order' },
  },
  bar: {
    PROMISE_NOT_OFFERED: 'This item is not decided on a promise',
    PROMISE_GIVEN: 'The promise is given and waits for the decision',
    NO_PROMISE: 'The applicant has promised nothing',
    CREDIT_ENTRY_STANDS:
      'A broken promise stands in the credit record of the applicant: until it is repaired nothing is decided on another',
    NOTHING_TO_CHECK: 'No promise is to be checked now',
    FIX_ORDERED: 'A fix was ordered already: what was promised is confirmed now, or the grant revoked',
    FIX_NOT_ORDERED: 'No fix was ordered yet: the grant cannot be revoked for the promise',
    NOTHING_TO_FIX: 'Nothing is to be fixed now',
    NO_CREDIT_ENTRY: 'No entry in the credit record stands',
  },
  event: {
    'promise-given': 'Promised in writing',
    'promise-decided': 'Granted on a promise',
    'promise-confirmed': 'The promise was found to hold',
    'fix-ordered': 'Ordered to be fixed',
    'fix-reported': 'Fix reported',
    'fix-lapsed': 'The time to fix it has passed',
    'promise-broken': 'Promise broken: revoked, and in the credit record',
    'credit-repaired': 'Credit record repaired',
  },
};
