// The language of the screen: Chinese is the source, English complete. The choice is remembered and stands on <html lang>.
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { type Language } from './problem';

const PLACE = 'yuanban.language';
const TAGS: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

/** Starts with the language that was chosen before, else with the browser's. `texts` = those of the screen, by language. */
export async function startLanguage(texts: Readonly<Record<Language, object>>): Promise<void> {
  const chosen = localStorage.getItem(PLACE);
  const first: Language =
    chosen === 'zh' || chosen === 'en' ? chosen : navigator.language.startsWith('zh') ? 'zh' : 'en';
  await i18next.use(initReactI18next).init({
    lng: first,
    resources: { zh: { translation: texts.zh }, en: { translation: texts.en } },
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
  document.documentElement.lang = TAGS[first];
}

/** Texts by key, the language they are in, and how to change it. */
export function useLanguage() {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'zh' ? 'zh' : 'en';
  const choose = async (next: Language) => {
    localStorage.setItem(PLACE, next);
    document.documentElement.lang = TAGS[next];
    await i18n.changeLanguage(next);
  };
  /** A text that may not be there, for what the server can name before the screen does. */
  const maybe = (key: string, params: Record<string, unknown> = {}): string | null =>
    i18n.exists(key) ? t(key, params) : null;
  return { t, maybe, language, choose };
}
