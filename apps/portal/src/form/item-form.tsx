// The form of an item: our theme over the form library, checked before it goes on, with the server's faults at their fields.
import { withTheme, type FormProps } from '@rjsf/core';
import { type ErrorSchema } from '@rjsf/utils';
import { useMemo, type ReactNode } from 'react';
import { type FieldError } from '#contracts/errors';
import { type ItemView } from '#contracts/registry.dto';
import { Loading } from '#screens/parts/loading';
import { useLanguage } from '#screens/language';
import { inWords, useCheck } from './check';
import { useChoiceNames } from './choice-names';
import { errorSchemaOf } from './door-faults';
import { SUMMARY } from './fault-summary';
import { ListField } from './list-field';
import { titleAt, toRjsf, uiSchemaOf } from './schema';
import { type FormPlace, TEMPLATES } from './templates';
import { WIDGETS } from './widgets';

/** A filled form. */
export type Filled = Record<string, unknown>;

const Themed = withTheme<Filled>({
  templates: TEMPLATES as NonNullable<FormProps<Filled>['templates']>,
  widgets: WIDGETS as NonNullable<FormProps<Filled>['widgets']>,
  fields: { list: ListField } as unknown as NonNullable<FormProps<Filled>['fields']>,
});
const PREFIX = 'form';
// Nothing is answered for the applicant, a declaration least of all.
const NOTHING_BEFOREHAND = {
  constAsDefaults: 'never',
  arrayMinItems: { populate: 'never' },
  emptyObjectFields: 'skipEmptyDefaults',
} as const;

interface ItemFormProps {
  item: ItemView;
  value: Filled;
  /** What the door found wrong, by pointers below `/form`. */
  faults?: readonly FieldError[];
  onChange: (value: Filled) => void;
  onDone: (value: Filled) => void;
  /** What stands below the fields: the buttons. */
  children: ReactNode;
}

export function ItemForm({ item, value, faults, onChange, onDone, children }: ItemFormProps) {
  const { t, language } = useLanguage();
  const { nameOf } = useChoiceNames();
  const check = useCheck(item);
  const uiSchema = useMemo(() => uiSchemaOf(item.form, language, nameOf), [item.form, language, nameOf]);
  const extra = useMemo(() => errorSchemaOf(faults ?? [], language) as ErrorSchema<Filled>, [faults, language]);
  const place: FormPlace = {
    prefix: PREFIX,
    titleOf: (path) => (path.length === 0 ? null : titleAt(item.form, `/${path.join('/')}`, language)),
  };
  const words = useMemo(
    () => inWords((keyword, params) => t(`wrong.${keyword}`, { ...params, defaultValue: t('wrong.other') })),
    [t],
  );
  if (!check) return <Loading />;
  return (
    <Themed
      className="item-form"
      schema={toRjsf(item.form)}
      uiSchema={uiSchema}
      validator={check as FormProps<Filled>['validator']}
      formData={value}
      formContext={place}
      idPrefix={PREFIX}
      extraErrors={extra}
      transformErrors={words as NonNullable<FormProps<Filled>['transformErrors']>}
      showErrorList="top"
      onError={focusSummary}
      noHtml5Validate
      experimental_defaultFormStateBehavior={NOTHING_BEFOREHAND}
      onChange={({ formData }) => onChange(formData ?? {})}
      onSubmit={({ formData }) => onDone(formData ?? {})}
    >
      {children}
    </Themed>
  );
}

/** After the summary has been painted. */
function focusSummary(): void {
  requestAnimationFrame(() => document.getElementById(SUMMARY)?.focus());
}
