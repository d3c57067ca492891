// Several names in one sentence, as the language joins them.
import { type Language } from '../api/problem';

/** 甲、乙和丙; a, b and c. */
export function listText(parts: readonly string[], language: Language): string {
  return new Intl.ListFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { type: 'conjunction' }).format(parts);
}
