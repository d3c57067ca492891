// All parts once more before they are sent; what the door found wrong leads back to the part.
import { AnsweredPart } from '../filing/answered-part';
import { useCatalogueNames, useItem } from '../api/queries';
import { type usePosting } from '../api/sending';
import { AnswerList } from '../filing/answer-list';
import { EnterpriseName } from '../frame/enterprise-name';
import { ProblemLine } from '../problem/problem-line';
import { useLanguage } from '#screens/language';
import { faultsOf, faultsOfPart, type FilledPart } from './part-draft';

interface AllAnswersProps {
  applicant: string;
  parts: readonly FilledPart[];
  sending: Pick<ReturnType<typeof usePosting>, 'isBusy' | 'error' | 'wasLost'>;
  onSend: () => void;
  onStep: (step: string) => void;
}

export function AllAnswers({ applicant, parts, sending, onSend, onStep }: AllAnswersProps) {
  const { t, language } = useLanguage();
  const { isBusy, error, wasLost } = sending;
  const elsewhere = faultsOf(error).filter(({ pointer }) => !pointer.startsWith('/parts/'));
  return (
    <>
      <ProblemLine error={error} />
      {elsewhere.map((fault) => (
        <p key={fault.pointer} role="alert">
          {fault[language]}
        </p>
      ))}
      {wasLost && !isBusy && error === null && <p className="note">{t('filing.wasLost')}</p>}
      <p>
        {t('filing.applicant')}: <EnterpriseName body={applicant} />
      </p>
      {parts.map((part) => (
        <PartAnswers
          key={part.part}
          part={part}
          faults={faultsOfPart(error, parts, part.part).length}
          onChange={() => onStep(part.part)}
        />
      ))}
      <p>{t('bundle.lead')}</p>
      <p>{t('filing.declare')}</p>
      <p className="row">
        <button type="button" className="button" aria-disabled={isBusy} onClick={onSend}>
          {isBusy ? t('filing.sending') : t('filing.send')}
        </button>
      </p>
    </>
  );
}

function PartAnswers({ part, faults, onChange }: { part: FilledPart; faults: number; onChange: () => void }) {
  const { t } = useLanguage();
  const { itemName, parkName } = useCatalogueNames();
  const item = useItem(part.item);
  const title = itemName(part.item);
  return (
    <AnsweredPart title={title} onChange={onChange}>
      {faults > 0 && (
        <p className="note" role="alert">
          {t('bundle.file.faults', { count: faults })}
        </p>
      )}
      <p className="quiet">{parkName(part.park ?? '')}</p>
      {item.data && <AnswerList schema={item.data.form} form={part.form} />}
    </AnsweredPart>
  );
}
