// How long what was granted is good, and by when to ask for its renewal (行政许可法 50).
import { useLanguage } from '#screens/language';
import { dayText } from '#screens/times';
import { type ShownCase } from './view';

/** Is the last day to ask for renewal over? Days of business time in Shanghai, as everywhere. */
export function isPastAsking({ licence, now }: Pick<ShownCase, 'licence' | 'now'>): boolean {
  return typeof licence?.askBy === 'string' && now.slice(0, 10) > licence.askBy;
}

export function Licence({ view }: { view: ShownCase }) {
  const { t, language } = useLanguage();
  const { licence } = view;
  if (!licence) return null;
  const day = (on: string) => dayText(on, language);
  const isAsked = view.steps.some(({ kind, endedAt }) => kind === 'RENEWAL' && endedAt === null);
  const said = () => {
    if (isAsked) return t('licence.asked');
    if (licence.askBy === null) return t('licence.never');
    return t(isPastAsking(view) ? 'licence.tooLate' : 'licence.askBy', { on: day(licence.askBy) });
  };
  return (
    <section aria-labelledby="licence">
      <h2 id="licence">{t('licence.title')}</h2>
      <p>{t('licence.term', { from: day(licence.validFrom), to: day(licence.validTo) })}</p>
      {view.status === 'GRANTED' && <p className="quiet">{said()}</p>}
    </section>
  );
}
