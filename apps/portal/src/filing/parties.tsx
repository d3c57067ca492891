// Who applies, and in which park.
import { useState, type FormEvent } from 'react';
import { useNames, useParks } from '../api/queries';
import { ChoiceEntry } from '../form/choice-entry';
import { FaultSummary, focusField, type Fault } from '../form/fault-summary';
import { codeOfEnterprise, enterprisesOf, usePerson } from '../frame/person';
import { Loading } from '#screens/parts/loading';
import { ProblemLine } from '../problem/problem-line';
import { ProblemPage } from '../problem/problem-page';
import { useLanguage } from '#screens/language';
import { type Draft } from './draft';

interface PartiesProps {
  draft: Draft;
  /** What the door said against enterprise or park, if it did. */
  fault: Error | null;
  onChange: (more: Partial<Draft>) => void;
  onDone: () => void;
}

export function Parties({ draft, fault, onChange, onDone }: PartiesProps) {
  const { t, language } = useLanguage();
  const own = enterprisesOf(usePerson());
  const nameOf = useNames(own);
  const parks = useParks();
  const [isTried, setTried] = useState(false);
  if (parks.isError) return <ProblemPage error={parks.error} onRetry={() => void parks.refetch()} />;
  if (!parks.data) return <Loading />;
  const missing = (['applicant', 'park'] as const).filter((name) => draft[name] === null);
  const faults: Fault[] = missing.map((name) => ({
    id: name,
    title: t(`filing.${name}`),
    message: t('wrong.required'),
  }));
  const faultOf = (name: 'applicant' | 'park') => (isTried && draft[name] === null ? t('wrong.required') : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing.length === 0) onDone();
    else requestAnimationFrame(() => focusField(missing[0]!));
  };
  return (
    <form onSubmit={submit} noValidate>
      {isTried && faults.length > 0 && <FaultSummary faults={faults} />}
      <ProblemLine error={fault} />
      <div data-field="applicant">
        <ChoiceEntry
          label={t('filing.applicant')}
          isRequired
          fault={faultOf('applicant')}
          choices={own.map((body) => ({ value: body, name: enterpriseText(nameOf(body), body) }))}
          value={draft.applicant}
          onChange={(applicant) => onChange({ applicant })}
        />
      </div>
      <div data-field="park">
        <ChoiceEntry
          label={t('filing.park')}
          help={t('filing.parkHelp')}
          isRequired
          fault={faultOf('park')}
          choices={parks.data.items.map(({ code, name }) => ({ value: code, name: name[language] }))}
          value={draft.park}
          onChange={(park) => onChange({ park })}
        />
      </div>
      <p className="row">
        <button type="submit" className="button">
          {t('filing.toForm')}
        </button>
      </p>
    </form>
  );
}

/** Name and credit code; the code alone when the name is not known. */
function enterpriseText(name: string, body: string): string {
  return name === body ? codeOfEnterprise(body) : `${name} ${codeOfEnterprise(body)}`;
}
