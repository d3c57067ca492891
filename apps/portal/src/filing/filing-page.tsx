// Filing: who applies and where, the form, the answers once more, then it is sent. The step stands in the address.
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { type ItemView } from '#contracts/registry.dto';
import { ProblemError } from '#screens/problem';
import { useItem } from '../api/queries';
import { useSending } from '../api/sending';
import { isOfForm } from '../form/door-faults';
import { ItemForm } from '../form/item-form';
import { usePage } from '../frame/page';
import { codeOfEnterprise, enterprisesOf, usePerson } from '../frame/person';
import { Loading } from '#screens/parts/loading';
import { Message } from '../problem/message';
import { ProblemPage } from '../problem/problem-page';
import { useLanguage } from '#screens/language';
import { CheckAnswers } from './check-answers';
import { DraftState } from './draft-state';
import { Parties } from './parties';
import { Steps, type Step } from './steps';
import { useDraft } from './use-draft';

export function Component() {
  const { t } = useLanguage();
  const { code } = useParams<'code'>();
  const item = useItem(code);
  const person = usePerson();
  if (item.isError) return <ProblemPage error={item.error} onRetry={() => void item.refetch()} />;
  if (!item.data) return <Loading />;
  if (enterprisesOf(person).length === 0)
    return (
      <Message title={t('filing.notApplicant')} lead={t('filing.notApplicantLead')}>
        <a href="/console/">{t('nav.console')}</a>
      </Message>
    );
  return <Filing key={item.data.version} item={item.data} />;
}

function Filing({ item }: { item: ItemView }) {
  const { t, language } = useLanguage();
  const person = usePerson()!;
  const { draft, change, discard, forget } = useDraft(person, item.code);
  const [step, go] = useStep(draft.applicant !== null && draft.park !== null);
  const heading = usePage(`${t(`filing.${step}`)} · ${item.name[language]}`);
  const sending = useSending('/api/v1/cases');
  const navigate = useNavigate();
  const [round, setRound] = useState(0);
  const faults = sending.error instanceof ProblemError ? (sending.error.problem.errors ?? []) : [];
  const send = async () => {
    const { applicant, park, form } = draft;
    const body = { item: item.code, park, applicant: codeOfEnterprise(applicant ?? ''), form };
    const view = await sending.send(body);
    if (!view) return;
    forget();
    await navigate(`/cases/${view.number}/receipt`, { replace: true });
  };
  const startAnew = () => {
    discard();
    sending.forget();
    setRound(round + 1);
    go('parties');
  };
  return (
    <>
      <p className="crumb">
        <Link to={`/items/${item.code}`}>{item.name[language]}</Link>
      </p>
      <Steps step={step} />
      <h1 ref={heading} tabIndex={-1}>
        {t(`filing.${step}`)}
      </h1>
      <DraftState savedAt={draft.savedAt} onDiscard={startAnew} />
      {step === 'parties' && (
        <Parties
          key={round}
          draft={draft}
          fault={
            sending.error instanceof ProblemError && faults.some((fault) => !isOfForm(fault)) ? sending.error : null
          }
          onChange={change}
          onDone={() => go('form')}
        />
      )}
      {step === 'form' && (
        <ItemForm
          key={round}
          item={item}
          value={draft.form}
          faults={faults}
          onChange={(form) => change({ form })}
          onDone={(form) => {
            change({ form });
            sending.forget();
            go('check');
          }}
        >
          <p className="row">
            <button type="submit" className="button">
              {t('filing.toCheck')}
            </button>
            <button type="button" className="button button-plain" onClick={() => go('parties')}>
              {t('filing.back')}
            </button>
          </p>
        </ItemForm>
      )}
      {step === 'check' && (
        <CheckAnswers item={item} draft={draft} sending={sending} onSend={() => void send()} onStep={go} />
      )}
    </>
  );
}

/** The step in the address; without enterprise and park there is only the first. */
function useStep(hasParties: boolean): [Step, (step: Step) => void] {
  const [params, setParams] = useSearchParams();
  const wanted = params.get('step');
  const step: Step = hasParties && (wanted === 'form' || wanted === 'check') ? wanted : 'parties';
  return [step, (next) => setParams(next === 'parties' ? {} : { step: next })];
}
