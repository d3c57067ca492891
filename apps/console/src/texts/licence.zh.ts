// What may become of a licence after its grant, in Chinese: acts, reasons against them, events.

/** Spread into the texts of acts. */
export const licenceZh = {
  act: {
    'ask-reconsideration': { name: '申请行政复议', effect: '由申请人在门户提交。', done: '已申请行政复议' },
    'decide-reconsideration': {
      name: '行政复议决定',
      effect: '登记复议机关的决定：维持的，原决定不变；撤销并责令重新作出的，本件重新办理，时限重新起算。',
      done: '行政复议决定已登记',
    },
    'ask-renewal': { name: '申请延续', effect: '由申请人在门户提交。', done: '已申请延续' },
    'decide-renewal': {
      name: '延续决定',
      effect: '准予的，有效期顺延一期并换发证照；有效期届满前未作决定的，视为准予延续。',
      done: '延续决定已作出',
    },
    'ask-correction': { name: '申请更正', effect: '由申请人在门户提交。', done: '已申请更正' },
    'correct-certificate': {
      name: '更正证照',
      effect: '按更正后的内容换发证照，原证照不再有效。',
      done: '已更正，正在换发证照',
    },
    'refuse-correction': { name: '不予更正', effect: '证照不变，理由告知被许可人。', done: '已不予更正' },
    'surrender-licence': { name: '申请注销', effect: '由申请人在门户提交。', done: '已注销' },
    'withdraw-licence': {
      name: '撤回许可',
      effect: '因法律修改或者客观情况重大变化，许可及其证照就此失效，书面告知理由和补偿；违法取得的应当撤销。',
      done: '许可已撤回',
    },
  },
  field: {
    ruling: '复议结论',
    document: '复议决定书文号',
    ground: '撤回原因',
    compensation: '补偿',
    fields: '更正的栏目',
    fields_field: '证照栏目',
    fields_value: '正确的内容',
  },
  fieldOf: {
    'ask-correction': { text: '哪里有误' },
    'correct-certificate': { reason: '更正的理由' },
    'decide-renewal': { outcome: '延续决定' },
  },
  fieldHelp: {
    'decide-renewal': {
      reasons: '不予延续必须说明理由（行政许可法 38、50）',
      remedies: '复议和诉讼的途径与期限（行政许可法 38）',
    },
    'withdraw-licence': { compensation: '造成财产损失的依法补偿（行政许可法 8）' },
  },
  choice: {
    UPHELD: '维持',
    REMANDED: '撤销并责令重新作出',
    LAW_CHANGED: '所依据的法律、法规、规章修改或者废止',
    CIRCUMSTANCES_CHANGED: '所依据的客观情况发生重大变化',
  },
  bar: {
    RECONSIDERATION_ASKED: '该决定已申请过行政复议',
    RECONSIDERATION_NOT_ASKED: '没有待办的行政复议',
    NO_END_OF_VALIDITY: '该许可没有有效期的限制，或者证照不由本系统制发，无需在此延续',
    RENEWAL_EXCLUDED: '依该事项的规定，有效期届满不予延续',
    RENEWAL_OPEN: '已经申请延续，尚未决定',
    RENEWAL_NOT_ASKED: '没有待决定的延续申请',
    NO_CERTIFICATE_YET: '证照尚未制发',
    CORRECTION_ASKED: '已经申请更正，尚未答复',
    CORRECTION_NOT_ASKED: '没有待答复的更正申请',
  },
  event: {
    'reconsideration-asked': '申请行政复议',
    reconsidered: '行政复议决定',
    'renewal-asked': '申请延续',
    'renewal-decided': '延续决定',
    'deemed-renewed': '逾期未决定，视为准予延续',
    'renewal-reminded': '提醒申请延续',
    'licence-lapsed': '有效期届满，许可注销',
    'correction-asked': '申请更正证照',
    'certificate-corrected': '更正证照',
    'correction-refused': '不予更正证照',
    'licence-surrendered': '申请注销许可',
    'licence-withdrawn': '撤回许可',
  },
};
