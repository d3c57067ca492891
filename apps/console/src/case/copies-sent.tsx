// Copies (抄送): who receives what was filed, by which day, and whether it was filed in time.
import { type CaseView } from '#contracts/cases.dto';
import { useLanguage } from '#screens/language';
import { listText } from '../texts/lists';
import { dayText } from '#screens/times';
import { useCaseNames } from './case-names';

export function CopiesSent({ copies }: Pick<CaseView, 'copies'>) {
  const { t, language } = useLanguage();
  const names = useCaseNames();
  if (copies === null) return null;
  const to = listText(
    copies.to.map((body) => names.body(body)),
    language,
    'conjunction',
  );
  return (
    <section aria-labelledby="copies">
      <h2 id="copies">{t('copies.title')}</h2>
      <p>{t(copies.isSent ? 'copies.sent' : 'copies.waiting', { to })}</p>
      <p>
        {t('copies.due', { on: dayText(copies.dueOn, language) })}
        {copies.onTime !== null && ` · ${t(copies.onTime ? 'copies.onTime' : 'copies.late')}`}
      </p>
    </section>
  );
}
