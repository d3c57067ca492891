// A list that may be long: rows as a table, one open at a time, all at once from a file.
import { type FieldProps } from '@rjsf/utils';
import { useState } from 'react';
import { useLanguage } from '#screens/language';
import { ListUpload } from './list-upload';
import { type Described, fieldsOf, titleOf } from './schema';
import { useChoiceNames } from './choice-names';

const SHOWN = 20;
const COLUMNS = 3;
type Rows = Record<string, unknown>[];

export function ListField(props: FieldProps<Rows>) {
  const { t } = useLanguage();
  const { fieldPathId, formData, onChange, schema, uiSchema, rawErrors } = props;
  const [open, setOpen] = useState<number | null>(null);
  const [isAll, setAll] = useState(false);
  const rows = formData ?? [];
  const path = fieldPathId.path;
  const replace = (next: Rows) => onChange(next, path);
  const add = () => {
    replace([...rows, {}]);
    setOpen(rows.length);
  };
  const remove = (n: number) => {
    setOpen(null);
    replace(rows.filter((_, at) => at !== n));
  };
  const hasFault = (n: number) => props.errorSchema?.[n] !== undefined;
  const shown = rows.map((row, n) => ({ row, n })).filter(({ n }) => isAll || n < SHOWN || n === open || hasFault(n));
  return (
    <fieldset className="group">
      <legend>{uiSchema?.['ui:title'] ?? schema.title}</legend>
      {rawErrors?.map((fault) => (
        <p key={fault} className="fault">
          {fault}
        </p>
      ))}
      <p>{t('list.count', { count: rows.length })}</p>
      <ol className="rows">
        {shown.map(({ row, n }) => (
          <li key={n} value={n + 1} className={hasFault(n) ? 'row-fault' : undefined}>
            <RowLine
              row={row}
              n={n}
              schema={schema.items as Described}
              isOpen={open === n}
              onToggle={setOpen}
              onRemove={remove}
            />
            {(open === n || hasFault(n)) && <RowFields {...(props as FieldProps)} n={n} row={row} />}
          </li>
        ))}
      </ol>
      {rows.length > shown.length && (
        <button type="button" className="link-button" onClick={() => setAll(true)}>
          {t('list.all', { count: rows.length })}
        </button>
      )}
      <p className="row">
        <button type="button" className="button button-plain" onClick={add}>
          {t('list.add')}
        </button>
      </p>
      <ListUpload schema={schema as Described} onRows={replace} />
    </fieldset>
  );
}

interface RowLineProps {
  row: Record<string, unknown>;
  n: number;
  schema: Described;
  isOpen: boolean;
  onToggle: (n: number | null) => void;
  onRemove: (n: number) => void;
}

function RowLine({ row, n, schema, isOpen, onToggle, onRemove }: RowLineProps) {
  const { t, language } = useLanguage();
  const { nameOf } = useChoiceNames();
  const fields = fieldsOf(schema).slice(0, COLUMNS);
  const said = fields.flatMap(([name, field]) => {
    const value = row[name] as string | number | boolean | undefined;
    if (value === undefined) return [];
    return [`${titleOf(field, language, name)} ${field.enum ? nameOf(value) : String(value)}`];
  });
  return (
    <div className="row-line">
      <span>{said.length === 0 ? t('list.empty') : said.join(' · ')}</span>
      <button type="button" className="link-button" aria-expanded={isOpen} onClick={() => onToggle(isOpen ? null : n)}>
        {t(isOpen ? 'list.close' : 'list.edit', { n: n + 1 })}
      </button>
      <button type="button" className="link-button" onClick={() => onRemove(n)}>
        {t('list.remove', { n: n + 1 })}
      </button>
    </div>
  );
}

/** The fields of one row, by the form library itself. */
function RowFields({ n, row, ...list }: FieldProps & { n: number; row: Record<string, unknown> }) {
  const { t } = useLanguage();
  const { registry, schema, uiSchema, fieldPathId } = list;
  const { SchemaField } = registry.fields;
  const Fields = SchemaField as React.ComponentType<FieldProps>;
  return (
    <Fields
      {...list}
      name={String(n)}
      schema={schema.items as FieldProps['schema']}
      uiSchema={{ ...(uiSchema?.items as FieldProps['uiSchema']), 'ui:title': t('list.entry', { n: n + 1 }) }}
      fieldPathId={{ $id: `${fieldPathId.$id}_${n}`, path: [...fieldPathId.path, n] }}
      formData={row}
      errorSchema={list.errorSchema?.[n]}
      rawErrors={[]}
      required
    />
  );
}
