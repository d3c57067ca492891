// Whom an act names: departments that have answered, officers of the bodies concerned, experts. Picked by name, sent by id.
import { Form, Select } from 'antd';
import { useOfficers } from '../api/queries';
import { useCaseNames } from '../case/case-names';
import { type ShownCase } from '../case/view';
import { useLanguage } from '../texts/language';
import { type ActField } from './act-shape';
import { useRules } from './field-rules';
import { useFieldText } from './field-text';

interface PeopleFieldProps {
  act: string;
  field: ActField;
  isRequired: boolean;
  view: ShownCase;
}

export function PeopleField({ act, field, isRequired, view }: PeopleFieldProps) {
  const { t } = useLanguage();
  const names = useCaseNames();
  const rulesOf = useRules();
  const { labelOf, helpOf } = useFieldText(act);
  const isOfBodies = field.name === 'bodies';
  const asked = field.name === 'experts' ? ['expert'] : [view.owner, ...view.steps.map(({ body }) => body)];
  const officers = useOfficers(isOfBodies ? [] : [...new Set(asked)]);
  const options = isOfBodies
    ? [
        ...new Set(
          view.steps.filter(({ kind, endedAt }) => kind === 'REVIEW' && endedAt !== null).map(({ body }) => body),
        ),
      ].map((value) => ({ value, label: names.body(value) }))
    : field.name === 'experts'
      ? (officers.data ?? []).map(({ body, name }) => ({ value: body, label: name }))
      : [...new Map((officers.data ?? []).map((one) => [one.person, one])).values()].map(({ person, name, body }) => ({
          value: person,
          label: t('body.officer', { body: names.body(body), name }),
        }));
  return (
    <Form.Item
      name={field.name}
      label={labelOf(field) + (isRequired ? '' : t('doing.optional'))}
      required={isRequired}
      rules={rulesOf(field, isRequired)}
      extra={helpOf(field)}
    >
      <Select
        {...(field.kind === 'names' && { mode: 'multiple' as const })}
        options={options}
        loading={!isOfBodies && officers.isPending}
        showSearch={{ optionFilterProp: 'label' }}
      />
    </Form.Item>
  );
}
