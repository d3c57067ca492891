// 套餐（一件事）的用语。

/** By place, as in the other texts. */
export const bundleZh = {
  bundle: {
    title: '本办件属于套餐：{{name}}',
    others: '另有 {{count}} 个事项与您的单位无关，不予显示',
    status: {
      UNDER_WAY: '办理中',
      COMPLETE: '全部办成',
      PARTIAL: '部分办成',
      UNSUCCESSFUL: '均未办成',
    },
    dropped: {
      BUNDLE_WITHDRAWN: '未提交，套餐已撤回',
      PART_BEFORE_FAILED: '未提交，前序事项未办成',
      BUNDLE_STOPPED: '未提交，套餐已停办',
      NOT_FILABLE: '未提交，轮到时已不能依法提交',
    },
    waits: '等候前序事项',
  },
};
