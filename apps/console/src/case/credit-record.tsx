// Broken promises of the applicant that stand in the credit record (信用记录). 上海市优化营商环境条例 27.
import { Link } from 'react-router';
import { useLanguage } from '#screens/language';
import { dayText } from '#screens/times';
import { useCaseNames } from './case-names';
import { type ShownCase } from './view';

export function CreditRecord({ credit }: Pick<ShownCase, 'credit'>) {
  const { t, language } = useLanguage();
  const names = useCaseNames();
  if (credit.length === 0) return null;
  return (
    <section className="note" aria-labelledby="credit">
      <h2 id="credit">{t('credit.title')}</h2>
      <p>{t('credit.lead')}</p>
      <ul>
        {credit.map(({ number, body, enteredAt }) => (
          <li key={number}>
            <Link to={`/cases/${number}`}>{number}</Link> ·{' '}
            {t('credit.entered', { on: dayText(enteredAt.slice(0, 10), language), body: names.body(body) })}
          </li>
        ))}
      </ul>
    </section>
  );
}
