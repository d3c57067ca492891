// Who applies, and in which park each part is to be decided.
import { useState, type FormEvent } from 'react';
import { useCatalogueNames, useNames, useParks } from '../api/queries';
import { ChoiceEntry } from '../form/choice-entry';
import { FaultSummary, focusField } from '../form/fault-summary';
import { codeOfEnterprise, enterprisesOf, usePerson } from '../frame/person';
import { Loading } from '#screens/parts/loading';
import { ProblemPage } from '../problem/problem-page';
import { useLanguage } from '#screens/language';
import { type FilledPart } from './part-draft';

interface WhoAndWhereProps {
  applicant: string | null;
  parts: readonly FilledPart[];
  onApplicant: (applicant: string) => void;
  onPark: (part: string, park: string) => void;
  onDone: () => void;
}

export function WhoAndWhere({ applicant, parts, onApplicant, onPark, onDone }: WhoAndWhereProps) {
  const { t, language } = useLanguage();
  const own = enterprisesOf(usePerson());
  const nameOf = useNames(own);
  const { itemName } = useCatalogueNames();
  const parks = useParks();
  const [isTried, setTried] = useState(false);
  if (parks.isError) return <ProblemPage error={parks.error} onRetry={() => void parks.refetch()} />;
  if (!parks.data) return <Loading />;
  const missing = [
    ...(applicant === null ? [{ id: 'applicant', title: t('filing.applicant') }] : []),
    ...parts.filter(({ park }) => park === null).map(({ part, item }) => ({ id: part, title: itemName(item) })),
  ];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing.length === 0) onDone();
    else requestAnimationFrame(() => focusField(missing[0]!.id));
  };
  const faultOf = (is: string | null) => (isTried && is === null ? t('wrong.required') : undefined);
  return (
    <form onSubmit={submit} noValidate>
      {isTried && missing.length > 0 && (
        <FaultSummary faults={missing.map((one) => ({ ...one, message: t('wrong.required') }))} />
      )}
      <div data-field="applicant">
        <ChoiceEntry
          label={t('filing.applicant')}
          isRequired
          fault={faultOf(applicant)}
          choices={own.map((body) => ({ value: body, name: `${nameOf(body)} ${codeOfEnterprise(body)}` }))}
          value={applicant}
          onChange={onApplicant}
        />
      </div>
      <p>{t('bundle.file.parks')}</p>
      {parts.map(({ part, item, park }) => (
        <div key={part} data-field={part}>
          <ChoiceEntry
            label={itemName(item)}
            isRequired
            fault={faultOf(park)}
            choices={parks.data.items.map(({ code, name }) => ({ value: code, name: name[language] }))}
            value={park}
            onChange={(chosen) => onPark(part, chosen)}
          />
        </div>
      ))}
      <p className="row">
        <button type="submit" className="button">
          {t('bundle.file.next')}
        </button>
      </p>
    </form>
  );
}
