// 套餐（一件事）的用语。
import { partTextsZh } from '#screens/texts/bundle.zh';

/** By place, as in the other texts. */
export const bundleZh = {
  bundle: {
    title: '本办件属于套餐：{{name}}',
    others: '另有 {{count}} 个事项与您的单位无关，不予显示',
    ...partTextsZh,
  },
};
