// What service of instruments and supervision are called, in Chinese. A further line needs its like in service.en.ts.

/** Spread into the texts of acts. */
export const serviceZh = {
  act: {
    'answer-supervision': {
      name: '督办答复',
      effect: '说明采取的措施和办结日期；到期未办结的，督办单位会收到提醒。',
      done: '已答复督办',
    },
    'close-supervision': { name: '督办办结', effect: '本单位正在督办的事项全部办结。', done: '督办已办结' },
    serve: {
      name: '文书送达',
      effect: '登记文书如何、何时送达；不予许可的复议期限自送达之日起算。',
      done: '送达已登记',
    },
    'acknowledge-receipt': { name: '确认收到', effect: '申请人在门户打开文书时登记。', done: '已确认收到' },
  },
  field: {
    instrument: '哪份文书',
    measures: '采取的措施',
    finding: '结论',
    approvedBy: '批准人姓名、职务',
    confirmedBy: '谁已签字或者盖章确认',
  },
  fieldOf: {
    serve: { on: '送达日期', reason: '更正登记的理由' },
    'answer-supervision': { on: '何日办结' },
  },
  fieldHelp: {
    serve: { on: '签收之日；公告送达的为公告期满之日' },
    'record-hearing': { confirmedBy: '拒绝签字的也写明（行政许可法 48）' },
    extend: {
      days: '以本事项期限的单位计，最多 {{max}}',
      approvedBy: '本机关负责人；联合办理的为本级人民政府负责人（行政许可法 42）。写入告知书',
    },
  },
  choice: {
    ONLINE: '在线送达',
    NONE: '未送达（原登记有误）',
    ACCEPTED: '认可',
    NOT_ACCEPTED: '不认可',
  },
  bar: {
    NO_SUPERVISION: '没有待办的督办件',
  },
  event: {
    'supervision-answered': '督办答复',
    'supervision-closed': '督办办结',
    'instrument-served': '文书送达',
    'receipt-acknowledged': '申请人确认收到',
  },
};
