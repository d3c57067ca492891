// Whom an act names: departments that have answered, officers of the bodies concerned or who could do a step, experts. Picked by name,
// sent by id.
import { Form, Select } from 'antd';
import { type OfficersView } from '#contracts/registry.dto';
import { ROLE_OF_STEP } from '#rules/access';
import { type Step } from '#rules/state';
import { useOfficers } from '../api/queries';
import { useCaseNames } from '../case/case-names';
import { type ShownCase } from '../case/view';
import { useLanguage } from '#screens/language';
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
  const found = useOfficers(isOfBodies ? [] : [...new Set(asked)]);
  const handed = view.next.find((one) => one.act === act)?.steps ?? [];
  const officers = field.name === 'to' ? { ...found, data: whoCanDo(view, handed, found.data) } : found;
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

/** Officers who hold the role of one of these steps in its body. */
const whoCanDo = ({ steps }: ShownCase, ids: readonly string[], officers: OfficersView['officers'] = []) =>
  officers.filter(({ role, body }) =>
    steps.some(
      (step) => ids.includes(step.id) && step.body === body && ROLE_OF_STEP[step.kind as Step['kind']] === role,
    ),
  );
