// All answers once more before they are sent; each part can be changed.
import { AnsweredPart } from './answered-part';
import { type ItemView } from '#contracts/registry.dto';
import { ProblemError } from '#screens/problem';
import { useCatalogueNames } from '../api/queries';
import { type useSending } from '../api/sending';
import { FaultSummary } from '../form/fault-summary';
import { isOfForm } from '../form/door-faults';
import { titleAt } from '../form/schema';
import { EnterpriseName } from '../frame/enterprise-name';
import { ProblemLine } from '../problem/problem-line';
import { useLanguage } from '#screens/language';
import { AnswerList } from './answer-list';
import { type Draft } from './draft';
import { SimilarCases } from './similar-cases';
import { type Step } from './steps';

interface CheckAnswersProps {
  item: ItemView;
  draft: Draft;
  sending: Pick<ReturnType<typeof useSending>, 'isBusy' | 'error' | 'wasLost'>;
  onSend: () => void;
  onStep: (step: Step) => void;
}

export function CheckAnswers({ item, draft, sending, onSend, onStep }: CheckAnswersProps) {
  const { t } = useLanguage();
  const { isBusy, error, wasLost } = sending;
  const { parkName } = useCatalogueNames();
  return (
    <>
      <DoorFaults error={error} item={item} onStep={onStep} />
      {wasLost && !isBusy && error === null && <p className="note">{t('filing.wasLost')}</p>}
      <SimilarCases item={item.code} applicant={draft.applicant} />
      <AnsweredPart title={t('filing.parties')} onChange={() => onStep('parties')}>
        <dl className="answers">
          <div>
            <dt>{t('filing.applicant')}</dt>
            <dd>
              <EnterpriseName body={draft.applicant ?? ''} />
            </dd>
          </div>
          <div>
            <dt>{t('filing.park')}</dt>
            <dd>{parkName(draft.park ?? '')}</dd>
          </div>
        </dl>
      </AnsweredPart>
      <AnsweredPart title={t('filing.form')} onChange={() => onStep('form')}>
        <AnswerList schema={item.form} form={draft.form} />
      </AnsweredPart>
      <p>{t('filing.declare')}</p>
      <p className="row">
        <button type="button" className="button" aria-disabled={isBusy} onClick={onSend}>
          {isBusy ? t('filing.sending') : t('filing.send')}
        </button>
        <button type="button" className="button button-plain" onClick={() => onStep('form')}>
          {t('filing.back')}
        </button>
      </p>
    </>
  );
}

/** What the door found wrong: field by field with the way back to the form, or one sentence. */
function DoorFaults({ error, item, onStep }: { error: unknown; item: ItemView; onStep: (step: Step) => void }) {
  const { t, language } = useLanguage();
  const faults = error instanceof ProblemError ? (error.problem.errors ?? []) : [];
  if (faults.length === 0) return <ProblemLine error={error} />;
  const shown = faults.map((fault) => {
    const { pointer } = fault;
    const title = isOfForm(fault) ? titleAt(item.form, pointer.slice('/form'.length), language) : null;
    return { id: pointer, title, message: fault[language] };
  });
  const isAllOfForm = faults.every(isOfForm);
  return (
    <>
      <FaultSummary faults={shown} />
      <button type="button" className="button button-plain" onClick={() => onStep(isAllOfForm ? 'form' : 'parties')}>
        {t('filing.mend')}
      </button>
    </>
  );
}
