// antd's colours, darkened until every text reaches the contrast of WCAG 2.2 AA on its ground.
import { type ThemeConfig } from 'antd';

/** The theme of the console. */
export const THEME: ThemeConfig = {
  token: {
    colorPrimary: '#0b57a4',
    colorLink: '#0b57a4',
    colorError: '#b3261e',
    colorSuccess: '#1c6b3a',
    colorTextSecondary: '#4a5563',
    colorTextTertiary: '#566170',
    colorTextDescription: '#566170',
    colorTextPlaceholder: '#667080',
    colorBorder: '#8a94a3',
    borderRadius: 6,
    fontFamily:
      "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif",
    motion: false,
  },
};
