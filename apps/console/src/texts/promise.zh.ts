// What rests on a promise, in Chinese: acts, reasons against them, events.

/** Spread into the texts of acts. */
export const promiseZh = {
  act: {
    'give-promise': { name: '书面承诺', effect: '由申请人在门户提交。', done: '已提交书面承诺' },
    'decide-on-promise': {
      name: '告知承诺决定',
      effect: '依据书面承诺当场准予，同时视为受理；此后在规定期限内核查承诺是否属实。',
      done: '已以告知承诺方式准予',
    },
    'confirm-promise': { name: '承诺属实', effect: '核查结束，许可不变。', done: '承诺已核查属实' },
    'order-fix': {
      name: '责令限期整改',
      effect: '书面责令限期整改；报告整改或者期满后再次核查，仍不符合的可以撤销。',
      done: '已责令限期整改',
    },
    'report-fix': { name: '报告整改', effect: '由被许可人在门户提交。', done: '已报告整改' },
    'revoke-on-promise': {
      name: '承诺不实撤销',
      effect: '许可及其证照就此失效并记入信用记录，修复前该单位不再适用告知承诺；书面告知被许可人。',
      done: '已撤销并记入信用记录',
    },
    'repair-credit': {
      name: '信用修复',
      effect: '该条信用记录不再显示，该单位可以再次适用告知承诺；撤销决定不变。',
      done: '信用记录已修复',
    },
  },
  field: { promise: '承诺内容', findings: '核查情况', fix: '整改要求', report: '整改情况' },
  fieldOf: {
    'order-fix': { days: '整改期限' },
    'repair-credit': { reason: '修复的理由' },
    'revoke-on-promise': { reasons: '撤销的理由' },
  },
  fieldHelp: { 'order-fix': { days: '以本事项整改期限的单位计，最多 {{max}}', fix: '将写入整改通知书' } },
  bar: {
    PROMISE_NOT_OFFERED: '该事项不实行告知承诺',
    PROMISE_GIVEN: '已经提交书面承诺，等待决定',
    NO_PROMISE: '申请人没有提交书面承诺',
    CREDIT_ENTRY_STANDS: '申请单位有承诺不实的信用记录尚未修复，不适用告知承诺',
    NOTHING_TO_CHECK: '没有待核查的承诺',
    FIX_ORDERED: '已经责令限期整改过，只能确认属实或者撤销',
    FIX_NOT_ORDERED: '尚未责令限期整改，不能以承诺不实撤销',
    NOTHING_TO_FIX: '没有待报告的整改',
    NO_CREDIT_ENTRY: '没有可以修复的信用记录',
  },
  event: {
    'promise-given': '书面承诺',
    'promise-decided': '以告知承诺方式准予',
    'promise-confirmed': '承诺核查属实',
    'fix-ordered': '责令限期整改',
    'fix-reported': '报告整改',
    'fix-lapsed': '整改期满',
    'promise-broken': '承诺不实，撤销并记入信用记录',
    'credit-repaired': '信用修复',
  },
};
