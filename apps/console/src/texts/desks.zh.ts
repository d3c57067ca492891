// On whose desk a step lies, deputies, and handing over, in Chinese.

/** Spread into the texts of acts. */
export const desksZh = {
  act: {
    claim: { name: '认领', effect: '该环节由您办理；退回或者转办之前，他人不能办理。', done: '已认领' },
    release: { name: '退回', effect: '该环节退回本单位，任何人都可以认领。', done: '已退回' },
    reassign: { name: '转办', effect: '该环节转由另一工作人员办理，本人收到通知。', done: '已转办' },
  },
  field: { step: '环节', to: '转给' },
  bar: {
    STEP_CLAIMED: '该环节已由他人认领，须由认领人办理、退回或者转办',
    STEP_NOT_CLAIMED: '该环节无人认领',
    NO_OPEN_WORK: '没有可以认领的待办环节',
  },
  event: { 'step-claimed': '认领', 'step-released': '退回', 'step-reassigned': '转办' },
};
