// Sentences that are offered while one writes, by act and field, in Chinese.

/** By act, then by field. */
export const templatesZh = {
  label: '常用语',
  'refuse-acceptance': {
    reasons: ['该事项不属于本窗口受理范围，请向有权机关提出。', '申请材料经告知后仍不齐全、不符合法定形式。'],
  },
  opinion: { text: ['经审查，符合要求，同意。', '经审查，存在以下问题，不同意：'] },
  decide: {
    reasons: ['申请不符合法定条件：', '提交的材料不能证明符合法定标准：'],
    remedies: [
      '如不服本决定，可以自收到本决定之日起六十日内依法申请行政复议，也可以自收到本决定之日起六个月内依法向人民法院提起行政诉讼。',
    ],
    dissentHandling: ['已与{{dissent}}协商，其意见通过以下方式落实：', '经研究未采纳{{dissent}}的意见，理由是：'],
  },
  pause: { basis: ['依法需要专家评审，所需时间不计入审批期限（行政许可法第四十五条）。'] },
  extend: { reason: ['案情复杂，在期限内不能作出决定，经负责人批准延长（行政许可法第四十二条）。'] },
};
