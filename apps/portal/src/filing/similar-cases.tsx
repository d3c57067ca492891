// Before an application is sent: what the same enterprise has open for the same item, so that nothing is filed twice by a slip.
import { Link } from 'react-router';
import { phaseOf, type Status } from '#rules/lifecycle';
import { useCatalogueNames, useOwnCases } from '../api/queries';
import { useLanguage } from '#screens/language';
import { timeText } from '#screens/times';

export function SimilarCases({ item, applicant }: { item: string; applicant: string | null }) {
  const { t, language } = useLanguage();
  const { parkName } = useCatalogueNames();
  const cases = useOwnCases();
  const open = (cases.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter((one) => one.item === item && one.applicant === applicant && phaseOf(one.status as Status) !== 'closed');
  if (open.length === 0) return null;
  return (
    <section className="note" aria-labelledby="similar">
      <h2 id="similar">{t('filing.similar')}</h2>
      <ul>
        {open.map(({ number, park, receivedAt }) => (
          <li key={number}>
            <Link to={`/cases/${number}`}>{number}</Link> · {parkName(park)} ·{' '}
            {t('cases.received', { at: timeText(receivedAt, language) })}
          </li>
        ))}
      </ul>
    </section>
  );
}
