// The widgets of our form theme: react-aria-components in the places that the form library leaves open.
import { type RegistryWidgetsType, type WidgetProps } from '@rjsf/utils';
import { CheckboxButton, CheckboxField, Input, NumberField, Radio, RadioGroup } from 'react-aria-components';
import { useLanguage } from '#screens/language';
import { ChoiceEntry } from './choice-entry';
import { EntryLabel, EntryNotes, TextEntry } from './text-entry';

const LONG = 300;
const MOST_DIGITS = 12;

/** What every widget shows around its control. */
function entryOf({ label, options, rawErrors, required, schema }: WidgetProps) {
  return {
    label,
    help: options['description'] ?? schema.description,
    fault: rawErrors && rawErrors.length > 0 ? [...new Set(rawErrors)].join(' ') : undefined,
    isRequired: required === true,
  };
}

function Words(props: WidgetProps) {
  const { id, value, onChange, schema } = props;
  if (schema.type === 'number' || schema.type === 'integer') return <Figure {...props} />;
  return (
    <TextEntry
      id={id}
      {...entryOf(props)}
      isLong={(schema.maxLength ?? 0) > LONG}
      value={(value as string | undefined) ?? ''}
      onChange={(typed) => onChange(typed === '' ? undefined : typed)}
    />
  );
}

function Day(props: WidgetProps) {
  const { id, value, onChange } = props;
  return (
    <TextEntry
      id={id}
      {...entryOf(props)}
      type="date"
      value={(value as string | undefined) ?? ''}
      onChange={(day) => onChange(day === '' ? undefined : day)}
    />
  );
}

function Figure(props: WidgetProps) {
  const { id, value, onChange, schema } = props;
  const entry = entryOf(props);
  return (
    <NumberField
      id={id}
      className="entry"
      value={typeof value === 'number' ? value : NaN}
      onChange={(number) => onChange(Number.isNaN(number) ? undefined : number)}
      formatOptions={{ maximumFractionDigits: schema.type === 'integer' ? 0 : MOST_DIGITS }}
      isRequired={entry.isRequired}
      isInvalid={entry.fault !== undefined}
      validationBehavior="aria"
    >
      <EntryLabel label={entry.label} isRequired={entry.isRequired} />
      <EntryNotes help={entry.help} fault={entry.fault} />
      <Input className="figure" />
    </NumberField>
  );
}

function OneOf(props: WidgetProps) {
  const { id, value, onChange, options } = props;
  const choices = (options.enumOptions ?? []).map((one) => ({
    value: String(one.value),
    name: one.label,
    is: one.value,
  }));
  return (
    <ChoiceEntry
      id={id}
      {...entryOf(props)}
      choices={choices}
      value={value === undefined ? null : String(value)}
      onChange={(chosen) => onChange(choices.find((one) => one.value === chosen)?.is)}
    />
  );
}

function YesOrNo(props: WidgetProps) {
  const { t } = useLanguage();
  const { id, value, onChange } = props;
  const entry = entryOf(props);
  return (
    <RadioGroup
      id={id}
      className="entry"
      value={value === undefined ? null : String(value)}
      onChange={(chosen) => onChange(chosen === 'true')}
      isRequired={entry.isRequired}
      isInvalid={entry.fault !== undefined}
      validationBehavior="aria"
      orientation="horizontal"
    >
      <EntryLabel label={entry.label} isRequired={entry.isRequired} />
      <EntryNotes help={entry.help} fault={entry.fault} />
      <div className="radios">
        <Radio className="radio" value="true">
          <span aria-hidden="true" className="mark" />
          {t('form.yes')}
        </Radio>
        <Radio className="radio" value="false">
          <span aria-hidden="true" className="mark" />
          {t('form.no')}
        </Radio>
      </div>
    </RadioGroup>
  );
}

/** Something that is declared or not: an unticked box is no answer. */
function Declared(props: WidgetProps) {
  const { id, value, onChange } = props;
  const { label, help, fault, isRequired } = entryOf(props);
  return (
    <CheckboxField
      id={id}
      className="entry"
      isSelected={value === true}
      onChange={(isTicked) => onChange(isTicked ? true : undefined)}
      isRequired={isRequired}
      isInvalid={fault !== undefined}
      validationBehavior="aria"
    >
      <EntryNotes help={help} fault={fault} />
      <CheckboxButton className="checkbox">
        <span aria-hidden="true" className="mark" />
        {label}
      </CheckboxButton>
    </CheckboxField>
  );
}

/** The widgets by the names under which the form library asks for them. */
export const WIDGETS: RegistryWidgetsType = {
  TextWidget: Words,
  TextareaWidget: Words,
  DateWidget: Day,
  UpDownWidget: Figure,
  SelectWidget: OneOf,
  RadioWidget: YesOrNo,
  CheckboxWidget: Declared,
};
