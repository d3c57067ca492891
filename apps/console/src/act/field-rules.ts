// The rules of an act's fields, as the form asks them before anything is sent; the server asks them again.
import { type FormRule } from 'antd';
import { useLanguage } from '#screens/language';
import { type ActField } from './act-shape';

/** The rules of a field's schema, each with its sentence. */
export function useRules(): (field: ActField, isRequired: boolean) => FormRule[] {
  const { t } = useLanguage();
  return ({ kind, schema }, isRequired) => {
    const { minLength, maxLength, minimum: min, maximum: max } = schema;
    const isText = kind === 'text' || kind === 'line';
    return [
      // `whitespace`, said at all, makes of the rule one about a string: numbers and lists would never pass.
      ...(isRequired ? [{ required: true, ...(isText && { whitespace: true }), message: t('doing.required') }] : []),
      ...(isText && minLength ? [{ min: minLength, message: t('doing.tooShort', { n: minLength }) }] : []),
      ...(isText && maxLength ? [{ max: maxLength, message: t('doing.tooLong', { n: maxLength }) }] : []),
      ...(kind === 'number' && min !== undefined && max !== undefined
        ? [{ type: 'integer' as const, min, max, message: t('doing.range', { min, max }) }]
        : []),
    ];
  };
}
