// What service of instruments and supervision are called, in English.
import { type serviceZh } from './service.zh';

/** The same shape as the Chinese texts. */
export const serviceEn: typeof serviceZh = {
  act: {
    'answer-supervision': {
      name: 'Answer supervision',
      effect: 'Says what is done and by which day; when that has passed, whoever supervises hears of it.',
      done: 'Answered',
    },
    'close-supervision': {
      name: 'Close supervision',
      effect: 'Closes all that your body supervises here.',
      done: 'Closed',
    },
    serve: {
      name: 'Record service',
      effect:
        'How and when a document was served. The days to ask for reconsideration of a refusal run from the day of service.',
      done: 'On record',
    },
    'acknowledge-receipt': {
      name: 'Acknowledge receipt',
      effect: 'Recorded when the applicant opens a document in the portal.',
      done: 'Acknowledged',
    },
  },
  field: {
    instrument: 'Which document',
    measures: 'What is done',
    finding: 'Finding',
    approvedBy: 'Approved by (name and post)',
    confirmedBy: 'Who has signed or sealed it',
  },
  fieldOf: {
    serve: { on: 'Day of service', reason: 'Why the record is put right' },
    'answer-supervision': { on: 'By which day' },
  },
  fieldHelp: {
    serve: { on: 'The day of the signature, or the last day of a public notice' },
    'record-hearing': { confirmedBy: 'Also who would not (Administrative Licensing Law 48)' },
    extend: {
      days: 'In the unit of the limit, {{max}} at most',
      approvedBy:
        'The head of the body, or of the government where several handle it together (Administrative Licensing Law 42). Stands in the notice',
    },
  },
  choice: {
    ONLINE: 'In the portal',
    NONE: 'Not served (the record was wrong)',
    ACCEPTED: 'Accepted',
    NOT_ACCEPTED: 'Not accepted',
  },
  bar: {
    NO_SUPERVISION: 'Nothing is supervised now',
  },
  event: {
    'supervision-answered': 'Supervision answered',
    'supervision-closed': 'Supervision closed',
    'instrument-served': 'Document served',
    'receipt-acknowledged': 'Receipt acknowledged by the applicant',
  },
};
