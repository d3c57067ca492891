// 套餐（一件事）及其事项的状态，两个界面说法相同。

/** Of a bundle and of its parts. */
export const partTextsZh = {
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
};
