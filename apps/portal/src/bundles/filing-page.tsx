// Filing one matter (一件事): who applies, each part with its park and its form, all answers once more, then all of it is sent at once.
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { type BundleView } from '#contracts/bundles.dto';
import { type BundleKind } from '#contracts/registry.dto';
import { answers } from '#screens/answers';
import { useBundleKinds, useCatalogueNames } from '../api/queries';
import { usePosting } from '../api/sending';
import { DraftState } from '../filing/draft-state';
import { useDraft } from '../filing/use-draft';
import { usePage } from '../frame/page';
import { codeOfEnterprise, enterprisesOf, usePerson } from '../frame/person';
import { Loading } from '#screens/parts/loading';
import { Message } from '../problem/message';
import { ProblemPage } from '../problem/problem-page';
import { useLanguage } from '#screens/language';
import { AllAnswers } from './all-answers';
import { faultsOfPart, partsOf, type PartDraft } from './part-draft';
import { PartForm } from './part-form';
import { WhoAndWhere } from './who-and-where';

export function Component() {
  const { t } = useLanguage();
  const { code } = useParams<'code'>();
  const kinds = useBundleKinds();
  const person = usePerson();
  if (kinds.isError) return <ProblemPage error={kinds.error} onRetry={() => void kinds.refetch()} />;
  if (!kinds.data) return <Loading />;
  const kind = kinds.data.items.find((one) => one.code === code);
  if (!kind) return <Message title={t('bundle.file.none')} lead={t('bundle.file.noneLead')} />;
  if (enterprisesOf(person).length === 0)
    return <Message title={t('filing.notApplicant')} lead={t('filing.notApplicantLead')} />;
  return <Filing key={kind.version} kind={kind} />;
}

/** The first step and the last, beside one for each part: none is called so. */
const [FIRST, LAST] = ['.parties', '.check'];

function Filing({ kind }: { kind: BundleKind }) {
  const { t, language } = useLanguage();
  const { itemName } = useCatalogueNames();
  const { draft, change, discard, forget } = useDraft(usePerson()!, `bundle.${kind.code}`);
  const parts = partsOf(kind, draft.form);
  const isPlaced = draft.applicant !== null && parts.every(({ park }) => park !== null);
  const steps = [FIRST, ...kind.parts.map(({ part }) => part), LAST];
  const [params, setParams] = useSearchParams();
  const wanted = params.get('step') ?? FIRST;
  const step = isPlaced && steps.includes(wanted) ? wanted : FIRST;
  const go = (next: string | undefined) => setParams(next === FIRST ? {} : { step: next ?? LAST });
  const beside = (by: number) => steps[steps.indexOf(step) + by];
  const nameOf = (name: string) => {
    const part = kind.parts.find((one) => one.part === name);
    return part ? itemName(part.item) : t(name === FIRST ? 'bundle.file.parties' : 'filing.check');
  };
  const heading = usePage(`${nameOf(step)} · ${kind.name[language]}`);
  const sending = usePosting<BundleView>('/api/v1/bundles', (view) =>
    answers.setQueryData(['case', view.number, 'bundle'], view),
  );
  const navigate = useNavigate();
  const keep = (part: string, more: Partial<PartDraft>) => {
    const known = parts.find((one) => one.part === part)!;
    change({ form: { ...draft.form, [part]: { park: known.park, form: known.form, ...more } } });
  };
  const send = async () => {
    const applicant = codeOfEnterprise(draft.applicant ?? '');
    const filed = await sending.send({
      ...{ bundle: kind.code, applicant },
      parts: parts.map(({ part, park, form }) => ({ part, park, form })),
    });
    if (!filed) return;
    forget();
    await navigate(`/bundles/${filed.number}`, { replace: true });
  };
  const current = parts.find(({ part }) => part === step);
  return (
    <>
      <p className="crumb">
        <Link to="/">{t('nav.items')}</Link> · {kind.name[language]}
      </p>
      <ol className="steps" aria-label={t('filing.steps')}>
        {steps.map((one) => (
          <li key={one} aria-current={one === step ? 'step' : undefined}>
            {nameOf(one)}
          </li>
        ))}
      </ol>
      <h1 ref={heading} tabIndex={-1}>
        {nameOf(step)}
      </h1>
      {kind.demo && <p className="note">{t('bundle.file.demo')}</p>}
      <DraftState
        savedAt={draft.savedAt}
        onDiscard={() => {
          discard();
          sending.forget();
          go(FIRST);
        }}
      />
      {step === FIRST && (
        <WhoAndWhere
          applicant={draft.applicant}
          parts={parts}
          onApplicant={(applicant) => change({ applicant })}
          onPark={(part, park) => keep(part, { park })}
          onDone={() => go(beside(1))}
        />
      )}
      {current && (
        <PartForm
          key={current.part}
          part={current}
          faults={faultsOfPart(sending.error, parts, current.part)}
          onChange={(form) => keep(current.part, { form })}
          onDone={(form) => {
            keep(current.part, { form });
            go(beside(1));
          }}
          onBack={() => go(beside(-1))}
        />
      )}
      {step === LAST && (
        <AllAnswers
          applicant={draft.applicant ?? ''}
          parts={parts}
          sending={sending}
          onSend={() => void send()}
          onStep={go}
        />
      )}
    </>
  );
}
