// Deputies, and an officer who leaves, in English, as in Chinese.

/** Spread into the console's texts. */
export const officersEn = {
  officers: {
    title: 'Deputies and hand-over',
    lead: 'Name a deputy for days away; hand over all work when an officer leaves.',
    whose: 'Officer',
    nobody: 'There is no officer for whom you could arrange this.',
    office: '{{body}}, {{role}}',
  },
  deputies: {
    title: 'Deputies: {{name}}',
    none: 'None from today on.',
    line: '{{deputy}} stands in for {{officer}}',
    now: 'now',
    later: 'not yet',
    everyOffice: 'Every office that can be deputed',
    span: '{{from}} to {{to}}, both included',
    end: 'End it',
    endOf: 'End it: {{deputy}} stands in for {{officer}}',
    endTitle: 'End this deputy?',
    endLead: '{{deputy}} no longer stands in for {{officer}}, from now on. What was done stays as it is.',
    ended: 'Ended: {{deputy}} no longer stands in for {{officer}}.',
    name: 'Name a deputy',
    who: 'Deputy',
    office: 'For which office',
    from: 'First day',
    to: 'Last day',
    done: 'Named: {{deputy}} stands in for {{officer}} from {{from}} to {{to}}.',
  },
  handOver: {
    title: 'Hand over the work of {{name}}',
    lead: 'Offices and deputies end with the last day. Each step on the desk goes to the successor, or back to its body where the successor may not do it.',
    until: '(to {{on}})',
    count: 'Open steps on the desk: {{n}}',
    steps: 'Show them',
    to: 'Successor',
    toHelp: 'An officer with the same office in the same body can take all of them',
    lastDay: 'Last day in office',
    reason: 'Remark',
    begin: 'Hand over all work',
    sure: 'Hand over all work?',
    sureLead:
      'Steps of {{name}} that go to {{to}}: {{n}}. The offices and deputies of {{name}} end with {{on}}; this cannot be undone.',
    confirm: 'Hand over',
    done: 'Handed on: {{done}}, given back: {{released}}, refused: {{refused}}. Offices and deputies end with the last day',
    outcome: { REASSIGNED: 'handed on', RELEASED: 'given back to its body', REFUSED: 'refused' },
    why: {
      ASSIGNEE_WITHOUT_MANDATE: 'the successor does not hold that office',
      OWN_MATTER: 'it is the successor’s own matter',
      SAME_PERSON: 'the successor has done what somebody else must do',
    },
    again:
      'What was refused is still where it was. Hand over again when the reason is gone: only what is left is done.',
  },
};
