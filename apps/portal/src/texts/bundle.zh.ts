// 一件事（套餐）的用语。
import { partTextsZh } from '#screens/texts/bundle.zh';

/** Keys by place. */
export const bundleZh = {
  bundle: {
    partOf: '本办件是“一件事”中的一个事项，查看整件事',
    lead: '每个事项由其审批单位分别办理；后续事项在前序事项办成后自动提交，期限自提交之日起算。',
    after: '在其后提交：{{items}}',
    notFiled: '未提交',
    file: {
      title: '一件事一次办',
      count: '{{count}} 个事项',
      parties: '申请单位与各事项所在园区',
      parks: '每个事项各选一个园区，由该园区窗口受理：',
      next: '下一步',
      demo: '演示用的套餐，并非已公布的办事指南。',
      faults: '有 {{count}} 处需要更正',
      none: '没有该套餐',
      noneLead: '请从事项清单中选择。',
    },
    takeBack: {
      begin: '撤回尚未提交的事项',
      title: '撤回尚未提交的事项？',
      lead: '尚未提交的事项将不再提交，不能恢复。已经提交的办件继续办理，需要时请逐件撤回。',
      confirm: '撤回',
      cancel: '不撤回',
    },
    ...partTextsZh,
  },
};
