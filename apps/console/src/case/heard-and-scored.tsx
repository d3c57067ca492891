// What goes before a decision: a hearing that is announced, how far the experts are (行政许可法 45, 48), what is proposed.
import { useLanguage } from '#screens/language';
import { useCaseNames } from './case-names';
import { type ShownCase } from './view';

export function HeardAndScored({ view: { hearing, experts, proposal } }: { view: ShownCase }) {
  const { t } = useLanguage();
  const names = useCaseNames();
  if (hearing === null && experts === null && proposal === null) return null;
  return (
    <section aria-labelledby="examination">
      <h2 id="examination">{t('examination.title')}</h2>
      {hearing && <p>{t('examination.hearing', { on: hearing.on, chair: names.person(hearing.chair) })}</p>}
      {experts && (
        <p>
          {experts.mean === null
            ? t('examination.experts', { n: experts.n, of: experts.of })
            : t('examination.mean', { n: experts.n, of: experts.of, mean: Math.round(experts.mean * 10) / 10 })}
        </p>
      )}
      {proposal && (
        <p>
          {t('examination.proposal', {
            outcome: t(`choice.${proposal.outcome}`),
            by: names.person(proposal.by.replace(/^person:/, '')),
          })}
        </p>
      )}
    </section>
  );
}
