// Which of the two languages a reader wants. Both are in every problem; this picks the one in `title` and `detail`.

/** The two languages of the house. */
export type Language = 'zh' | 'en';

/** `?lang=zh|en` first, then `Accept-Language` by its weights, else English. */
export function languageOf(lang: unknown, acceptLanguage: string | undefined): Language {
  if (lang === 'zh' || lang === 'en') return lang;
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .slice(0, 20)
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
      const weight = Number(
        rest
          .find((one) => one.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? 1,
      );
      return { tag: tag.split('-')[0], weight };
    })
    .filter(({ tag, weight }) => (tag === 'zh' || tag === 'en') && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return (wanted[0]?.tag as Language | undefined) ?? 'en';
}
