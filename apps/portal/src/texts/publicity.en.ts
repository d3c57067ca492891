// What is shown to the public, and how to object, in English.

/** Spread into the portal's texts. */
export const publicityEn = {
  publicity: {
    title: 'Open to objections',
    lead: 'These applications were accepted and are shown to the public (publicity). No sign-in is needed; what was filled in is not shown.',
    none: 'No application is shown to the public now.',
    more: 'Load more',
    applicant: 'Applicant',
    park: 'Park',
    decides: 'Decided by',
    inNameOf: '{{body}} (in the name of {{name}})',
    days: 'Shown',
    span: '{{from}} to {{until}}, both included',
    provisional: '{{span}}, provisional until the holidays are published',
    how: 'How to object',
    where:
      'Whoever holds that it harms the public or his or her own rights may object within these days at the window of the park, with the case number and the reasons.',
    what: 'The window records it at once. The decision must say what became of each objection; after the last day none is recorded.',
    record: 'Record an objection in the console',
    recordOf: 'Record an objection in the console: {{number}}',
  },
};
