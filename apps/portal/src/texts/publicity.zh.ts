// What is shown to the public, and how to object, in Chinese.

/** Spread into the portal's texts. */
export const publicityZh = {
  publicity: {
    title: '公示',
    lead: '以下申请已经受理，正在公示，任何人都可以查看，不需要登录；不显示申请表内容。',
    none: '目前没有正在公示的申请。',
    more: '加载更多',
    applicant: '申请单位',
    park: '所在园区',
    decides: '决定机关',
    inNameOf: '{{body}}（以{{name}}名义）',
    days: '公示期',
    span: '{{from}}至{{until}}（均含当日）',
    provisional: '{{span}}，暂定，以公布的节假日安排为准',
    how: '如何提出异议',
    where: '认为公示的事项损害公共利益或者自己合法权益的，可以在公示期内到所在园区窗口提出异议，写明办件编号和理由。',
    what: '窗口当场登记。有异议的，作出决定时须说明如何处理；公示期满后不再登记。',
    record: '在工作台登记异议',
    recordOf: '在工作台登记异议：{{number}}',
  },
};
