// Several names in one sentence, as the language joins them.
import { type Language } from '#screens/problem';

/** 甲、乙和丙; a, b and c. As a choice 甲、乙或丙; a, b or c. */
export function listText(parts: readonly string[], language: Language, type: 'conjunction' | 'disjunction'): string {
  return new Intl.ListFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { type }).format(parts);
}
