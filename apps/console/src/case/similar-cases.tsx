// Open cases of the same applicant for the same item: is the matter filed twice?
import { Link } from 'react-router';
import { useCatalogue } from '../api/queries';
import { useLanguage } from '#screens/language';
import { dayText } from '#screens/times';
import { type ShownCase } from './view';

export function SimilarCases({ similar }: Pick<ShownCase, 'similar'>) {
  const { t, language } = useLanguage();
  const { parkName } = useCatalogue();
  if (similar.length === 0) return null;
  return (
    <section className="note" aria-labelledby="similar">
      <h2 id="similar">{t('similar.title')}</h2>
      <ul>
        {similar.map(({ number, park, status, receivedAt }) => (
          <li key={number}>
            <Link to={`/cases/${number}`}>{number}</Link> · {parkName(park)} · {t(`status.${status}`)} ·{' '}
            {t('similar.received', { on: dayText(receivedAt.slice(0, 10), language) })}
          </li>
        ))}
      </ul>
    </section>
  );
}
