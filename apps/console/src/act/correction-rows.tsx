// Rows of an act: each thing to be corrected names a field of the form and says what is wanted (行政许可法 32).
import { Button, Form, Input } from 'antd';
import { formFields } from '../case/form-fields';
import { useLanguage } from '#screens/language';
import { type ActField } from './act-shape';
import { useRules } from './field-rules';
import { useFieldText } from './field-text';

interface CorrectionRowsProps {
  act: string;
  list: ActField;
  schema: Record<string, unknown>;
  values: Record<string, unknown>;
}

export function CorrectionRows({ act, list, schema, values }: CorrectionRowsProps) {
  const { t } = useLanguage();
  const { labelOf } = useFieldText(act);
  const least = list.schema.minItems ?? 0;
  return (
    <Form.List name={list.name} rules={least > 0 ? [{ validator: atLeastOne(t('doing.atLeastOne')) }] : []}>
      {(rows, { add, remove }, { errors }) => (
        <fieldset className="rows">
          <legend>{labelOf(list)}</legend>
          {rows.map((row, n) => (
            <div key={row.key} className="correction" role="group" aria-label={t('doing.row', { n: n + 1 })}>
              {list.fields.map((field) => (
                <RowField key={field.name} {...{ act, list, field, schema, values }} at={row.name} />
              ))}
              {rows.length > least && (
                <Button size="small" onClick={() => remove(row.name)}>
                  {t('doing.remove', { n: n + 1 })}
                </Button>
              )}
            </div>
          ))}
          <Form.ErrorList errors={errors} />
          {rows.length < (list.schema.maxItems ?? Infinity) && (
            <Button onClick={() => add({})} type="dashed" block>
              {t('doing.add')}
            </Button>
          )}
        </fieldset>
      )}
    </Form.List>
  );
}

function RowField({ act, list, field, schema, values, at }: CorrectionRowsProps & { field: ActField; at: number }) {
  const { t, language } = useLanguage();
  const { labelOf } = useFieldText(act);
  const rulesOf = useRules();
  const name = [at, field.name];
  // A native list: antd's Select reads blank to screen readers.
  const isPointer = field.name === 'field';
  return (
    <Form.Item
      name={name}
      label={labelOf(field, list.name)}
      required={field.isRequired}
      rules={isPointer && !field.isRequired ? [] : rulesOf(field, field.isRequired)}
    >
      {isPointer ? (
        <select className="choice">
          <option value="">{t('doing.noField')}</option>
          {formFields(schema, values, language).map(({ pointer, title }) => (
            <option key={pointer} value={pointer}>
              {title}
            </option>
          ))}
        </select>
      ) : (
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={field.schema.maxLength} />
      )}
    </Form.Item>
  );
}

const atLeastOne = (message: string) => (_: unknown, rows: unknown[] | undefined) =>
  rows && rows.length > 0 ? Promise.resolve() : Promise.reject(new Error(message));
