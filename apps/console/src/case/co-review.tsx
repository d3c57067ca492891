// The parallel review: n of m, and who has said what (行政许可法 26).
import { useLanguage } from '#screens/language';
import { timeText } from '#screens/times';
import { useCaseNames } from './case-names';
import { type ShownCase } from './view';

export function CoReview({ view }: { view: ShownCase }) {
  const { t, maybe, language } = useLanguage();
  const names = useCaseNames();
  const reviews = view.steps.filter(({ kind }) => kind === 'REVIEW');
  if (reviews.length === 0) return null;
  const said = (outcome: string | null, endedAt: string | null) => {
    if (endedAt === null) return t('review.awaited');
    return maybe(`review.${outcome}`) ?? t('review.closed');
  };
  return (
    <section aria-labelledby="review">
      <h2 id="review">{t('review.title')}</h2>
      <p>
        <strong>{t('review.count', { n: view.review.n, of: view.review.of })}</strong>
      </p>
      <ul className="reviews">
        {reviews.map(({ id, body, outcome, endedAt }) => (
          <li key={id}>
            <span className="grow">{names.body(body)}</span>
            <span className={`tag outcome-${(outcome ?? 'awaited').toLowerCase()}`}>{said(outcome, endedAt)}</span>
            {endedAt !== null && <span className="quiet">{t('review.at', { at: timeText(endedAt, language) })}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
