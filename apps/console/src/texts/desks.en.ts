// On whose desk a step lies, deputies, and handing over, in English.

/** Spread into the texts of acts. */
export const desksEn = {
  act: {
    claim: {
      name: 'Take',
      effect: 'The step is yours: nobody else does it until you give it back or hand it on.',
      done: 'Taken',
    },
    release: {
      name: 'Give back',
      effect: 'The step is free again: anybody of the body may take it.',
      done: 'Given back',
    },
    reassign: { name: 'Hand on', effect: 'Another officer does the step, and is told so.', done: 'Handed on' },
  },
  field: { step: 'Step', to: 'To' },
  bar: {
    STEP_CLAIMED: 'An officer has this step on the desk: it is done, given back or handed on by whoever has it',
    STEP_NOT_CLAIMED: 'Nobody has this step on the desk',
    NO_OPEN_WORK: 'Nothing that officers do is open here',
  },
  event: { 'step-claimed': 'Taken', 'step-released': 'Given back', 'step-reassigned': 'Handed on' },
};
