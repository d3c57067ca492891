// The second look at an act that cannot be undone: exactly what will be on record, and the confirmation.
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useLanguage } from '#screens/language';
import { type ActField } from './act-shape';
import { type Values } from './demands';
import { useFieldText } from './field-text';

interface SecondLookProps {
  act: string;
  name: string;
  fields: readonly ActField[];
  body: Values;
  isBusy: boolean;
  onChange: () => void;
  onConfirm: () => void;
}

export function SecondLook({ act, name, fields, body, isBusy, onChange, onConfirm }: SecondLookProps) {
  const { t, maybe } = useLanguage();
  const { labelOf } = useFieldText(act);
  const top = useRef<HTMLParagraphElement>(null);
  useEffect(() => top.current?.focus(), []);
  const shown = (value: unknown) =>
    typeof value === 'string'
      ? (maybe(`choice.${value}`) ?? value)
      : typeof value === 'number'
        ? String(value)
        : JSON.stringify(value);
  return (
    <div className="second-look">
      <p ref={top} tabIndex={-1} className="note">
        {t('doing.final')}
      </p>
      <dl className="form-values">
        {fields
          .filter((field) => field.name in body)
          .map((field) => (
            <div key={field.name}>
              <dt>{labelOf(field)}</dt>
              <dd className="written">{shown(body[field.name])}</dd>
            </div>
          ))}
      </dl>
      <p className="row end">
        <Button onClick={onChange} disabled={isBusy}>
          {t('doing.change')}
        </Button>
        <Button type="primary" danger loading={isBusy} onClick={onConfirm}>
          {t('doing.confirm', { act: name })}
        </Button>
      </p>
    </div>
  );
}
