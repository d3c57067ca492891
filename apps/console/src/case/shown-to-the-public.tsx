// Publicity (公示): until when the application is shown, and how many objections wait for an answer.
import { type CaseView } from '#contracts/cases.dto';
import { useLanguage } from '#screens/language';
import { timeText } from '#screens/times';

export function ShownToThePublic({ publicity }: Pick<CaseView, 'publicity'>) {
  const { t, language } = useLanguage();
  if (publicity === null) return null;
  const { from, until, isOver, objections } = publicity;
  return (
    <section aria-labelledby="publicity">
      <h2 id="publicity">{t('publicity.title')}</h2>
      <p>
        {t(isOver ? 'publicity.over' : 'publicity.open', {
          from: timeText(from, language),
          until: timeText(until, language),
        })}
      </p>
      <p>{objections === 0 ? t('publicity.silent') : t('publicity.objections', { n: objections })}</p>
    </section>
  );
}
