// The head of a case: number, status, cards, item, park, applicant, who decides.
import { Button } from 'antd';
import { useState, type Ref } from 'react';
import { useLanguage } from '#screens/language';
import { timeText } from '#screens/times';
import { useCaseNames } from './case-names';
import { codeOf, type ShownCase } from './view';

export function CaseHead({ view, heading }: { view: ShownCase; heading: Ref<HTMLHeadingElement> }) {
  const { t } = useLanguage();
  const names = useCaseNames();
  const rows: [string, string][] = [
    [t('case.applicant'), names.applicant ?? codeOf(view.applicant)],
    [t('case.uscc'), codeOf(view.applicant)],
    [t('case.park'), names.park],
    [t('case.owner'), names.body(view.owner)],
    ...(view.inNameOf === view.owner ? [] : [[t('case.inNameOf'), names.body(view.inNameOf)] as [string, string]]),
  ];
  return (
    <header className="case-head">
      <p className="case-item">{names.item}</p>
      <div className="row">
        <h1 ref={heading} tabIndex={-1} className="number">
          {view.number}
        </h1>
        <span className={`tag status-${view.status.toLowerCase()}`}>{t(`status.${view.status}`)}</span>
        {view.round > 1 && <span className="tag">{t('case.round', { n: view.round })}</span>}
        <Cards view={view} />
        <CopyNumber number={view.number} />
      </div>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

function Cards({ view }: { view: ShownCase }) {
  const { t, language } = useLanguage();
  return (
    <>
      {view.cards.map(({ colour, at, isRevoked }) => (
        <span key={colour} className={isRevoked ? 'tag' : `tag card-${colour.toLowerCase()}`}>
          {t(isRevoked ? 'case.card.revoked' : 'case.card.text', {
            card: t(`case.card.${colour}`),
            at: timeText(at, language),
          })}
        </span>
      ))}
      {view.escalation > 0 && <span className="tag card-red">{t('case.escalation', { level: view.escalation })}</span>}
    </>
  );
}

function CopyNumber({ number }: { number: string }) {
  const { t } = useLanguage();
  const [isCopied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(number).then(() => setCopied(true));
  return (
    <Button size="small" onClick={() => void copy()}>
      <span aria-live="polite">{t(isCopied ? 'case.copied' : 'case.copy')}</span>
    </Button>
  );
}
