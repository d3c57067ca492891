// The fields of an act as inputs, by their kind in the API's document.
import { Button, Form, Input, InputNumber, Radio, type FormInstance } from 'antd';
import { useEffect } from 'react';
import { type ItemView } from '#contracts/registry.dto';
import { isOpenToRecord } from '#rules/service';
import { useCaseNames } from '../case/case-names';
import { type ShownCase } from '../case/view';
import { useLanguage } from '#screens/language';
import { listText } from '../texts/lists';
import { dayText } from '#screens/times';
import { type ActField } from './act-shape';
import { CorrectionRows } from './correction-rows';
import { type Demands, type Values } from './demands';
import { useRules } from './field-rules';
import { useFieldText } from './field-text';
import { PeopleField } from './people-field';

interface ActFieldsProps {
  act: string;
  fields: readonly ActField[];
  demands: Demands;
  view: ShownCase;
  item: ItemView;
  bodies: readonly string[];
  steps: readonly string[];
  form: FormInstance<Values>;
}

export function ActFields({ act, fields, demands, view, item, bodies, steps, form }: ActFieldsProps) {
  // What a decision rests on is read, not typed.
  const shown = fields.filter(({ name }) => !demands.hidden.includes(name) && name !== 'decisionBasis');
  // Which paper comes first: what else is asked depends on it.
  const isPaper = ({ name }: ActField) => name === 'instrument';
  return [...shown.filter(isPaper), ...shown.filter((field) => !isPaper(field))].map((field) => {
    const isRequired = field.isRequired || demands.required.includes(field.name);
    if (field.name === 'body') return bodies.length > 1 && <BodyChoice key={field.name} bodies={bodies} />;
    if (field.name === 'instrument') return <PaperChoice key={field.name} papers={view.instruments} />;
    if (field.name === 'step') return steps.length > 1 && <StepChoice key={field.name} ids={steps} view={view} />;
    if (field.kind === 'names' || field.name === 'chair' || field.name === 'to')
      return <PeopleField key={field.name} {...{ act, field, isRequired, view }} />;
    if (field.kind === 'list')
      return <CorrectionRows key={field.name} act={act} list={field} schema={item.form} values={view.form} />;
    const without = demands.without?.[field.name] ?? [];
    return <OneField key={field.name} {...{ act, field, isRequired, without, view, item, form }} />;
  });
}

type OneFieldProps = Pick<ActFieldsProps, 'act' | 'view' | 'item' | 'form'> & {
  field: ActField;
  isRequired: boolean;
  without: readonly string[];
};

function OneField({ act, field, isRequired, without, view, item, form }: OneFieldProps) {
  const { t, maybe, language } = useLanguage();
  const names = useCaseNames();
  const rulesOf = useRules();
  const { labelOf, helpOf, templatesOf } = useFieldText(act);
  const max = field.name === 'days' ? mostDays(act, item) : undefined;
  const limited = max === undefined ? field : { ...field, schema: { ...field.schema, maximum: max } };
  const label = labelOf(field) + (isRequired ? '' : t('doing.optional'));
  const dissent = listText(
    view.review.dissent.map((body) => names.body(body)),
    language,
    'conjunction',
  );
  const help = helpOf(limited);
  const templates = isRequired ? templatesOf(field, { dissent }) : [];
  const only = templates.length === 1 ? templates[0] : undefined;
  useEffect(() => {
    // The one wording that there is stands there from the start; it can be changed like any text.
    if (only !== undefined && !form.getFieldValue(field.name)) form.setFieldValue(field.name, only);
  }, [only, form, field.name]);
  return (
    <>
      {field.name === 'dissentHandling' && <Dissents view={view} />}
      <Form.Item
        name={field.name}
        label={label}
        required={isRequired}
        rules={rulesOf(limited, isRequired)}
        extra={
          help !== null || templates.length > 0 ? (
            <>
              {help}
              <Templates texts={templates} onPick={(text) => form.setFieldValue(field.name, text)} />
            </>
          ) : undefined
        }
      >
        {field.kind === 'choice' ? (
          <Radio.Group
            options={field.schema
              .enum!.filter((value) => !without.includes(value))
              .map((value) => ({ value, label: maybe(`choice.${value}`) ?? value }))}
          />
        ) : field.kind === 'number' ? (
          <InputNumber {...(field.schema.minimum === undefined ? {} : { min: field.schema.minimum })} precision={0} />
        ) : field.kind === 'date' ? (
          <Input type="date" />
        ) : field.kind === 'text' ? (
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={field.schema.maxLength} />
        ) : (
          <Input />
        )}
      </Form.Item>
    </>
  );
}

/** How many days the item allows an act to give; undefined = as many as its shape does. */
const mostDays = (act: string, { limits: { extension, onPromise } }: ItemView) =>
  act === 'extend' ? extension?.value : act === 'order-fix' ? onPromise?.fix.value : undefined;

function Templates({ texts, onPick }: { texts: readonly string[]; onPick: (text: string) => void }) {
  const { t } = useLanguage();
  if (texts.length === 0) return null;
  return (
    <span className="templates">
      {t('template.label')}
      {texts.map((text) => (
        <Button key={text} size="small" className="template" onClick={() => onPick(text)}>
          {text}
        </Button>
      ))}
    </span>
  );
}

/** Which department dissents, and in which words: a grant must answer each. */
function Dissents({ view }: { view: ShownCase }) {
  const { t } = useLanguage();
  const names = useCaseNames();
  const opinions = view.timeline.filter(({ data }) => data['verdict'] === 'DISAGREE');
  return (
    <div className="note">
      <p>{t('doing.dissent')}</p>
      <ul>
        {opinions.map(({ no, data, texts }) => (
          <li key={no}>
            <strong>{names.body(typeof data['body'] === 'string' ? data['body'] : view.owner)}</strong> {texts['text']}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Of the papers of the case those whose service is not on record, or was recorded by an officer. */
function PaperChoice({ papers }: { papers: ShownCase['instruments'] }) {
  const { t, language } = useLanguage();
  const open = papers.filter(({ served }) => isOpenToRecord(served));
  const known = ({ served }: ShownCase['instruments'][number]) =>
    served ? t('papers.onRecord', { on: dayText(served.on, language), method: t(`choice.${served.method}`) }) : '';
  return (
    <Form.Item
      name="instrument"
      label={t('field.instrument')}
      required
      rules={[{ required: true, message: t('doing.required') }]}
    >
      <Radio.Group
        options={open.map((one) => ({
          value: one.number,
          label: `${one.title[language]} ${one.number} ${known(one)}`,
        }))}
      />
    </Form.Item>
  );
}

function StepChoice({ ids, view }: { ids: readonly string[]; view: ShownCase }) {
  const { t } = useLanguage();
  const names = useCaseNames();
  const steps = view.steps.filter(({ id }) => ids.includes(id));
  const options = steps.map(({ id, kind, body }) => ({
    value: id,
    label: `${t(`kind.${kind}`, { defaultValue: kind })} · ${names.body(body)}`,
  }));
  return (
    <Form.Item name="step" label={t('field.step')} required rules={[{ required: true, message: t('doing.required') }]}>
      <Radio.Group options={options} />
    </Form.Item>
  );
}

function BodyChoice({ bodies }: { bodies: readonly string[] }) {
  const { t } = useLanguage();
  const names = useCaseNames();
  return (
    <Form.Item name="body" label={t('field.body')} required rules={[{ required: true, message: t('doing.required') }]}>
      <Radio.Group options={bodies.map((value) => ({ value, label: names.body(value) }))} />
    </Form.Item>
  );
}
