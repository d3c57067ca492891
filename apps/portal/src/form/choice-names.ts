// What the codes of choices are called, in both languages: a file may hold either.
import i18next from 'i18next';
import { type Language } from '#screens/problem';
import { useLanguage } from '#screens/language';
import { type ChoiceNames } from './schema';

const named =
  (language: Language): ChoiceNames =>
  (code) =>
    i18next.t(`choice.${String(code)}`, { lng: language, defaultValue: String(code) });

const CHOICES: Record<Language, ChoiceNames> = { zh: named('zh'), en: named('en') };

/** Names in the language of the screen, and in each. */
export function useChoiceNames(): { nameOf: ChoiceNames; choices: Record<Language, ChoiceNames> } {
  const { language } = useLanguage();
  return { nameOf: CHOICES[language], choices: CHOICES };
}
