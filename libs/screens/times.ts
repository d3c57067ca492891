// Instants and days as people in Shanghai read them, whatever clock the computer has.
import { type Language } from './problem';

const LOCALES: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };
const ZONE = { timeZone: 'Asia/Shanghai' } as const;

/** The civil date in Shanghai of an instant, as `2026-11-23`. */
export function dayOf(instant: string): string {
  return new Intl.DateTimeFormat('sv-SE', { ...ZONE, dateStyle: 'short' }).format(new Date(instant));
}

/** A civil date, with the day of the week. */
export function dayText(on: string, language: Language): string {
  const options = { ...ZONE, year: 'numeric', month: language === 'zh' ? 'long' : 'short', day: 'numeric' } as const;
  return new Intl.DateTimeFormat(LOCALES[language], { ...options, weekday: 'short' }).format(
    new Date(`${on}T12:00:00+08:00`),
  );
}

/** An instant to the minute. */
export function timeText(instant: string, language: Language): string {
  const options = { ...ZONE, year: 'numeric', month: language === 'zh' ? '2-digit' : 'short', day: '2-digit' } as const;
  return new Intl.DateTimeFormat(LOCALES[language], {
    ...options,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(instant));
}
