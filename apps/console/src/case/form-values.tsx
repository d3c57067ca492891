// What the applicant has filled in, with the titles of the item's own schema.
import { useLanguage } from '#screens/language';
import { formFields } from './form-fields';

interface FormValuesProps {
  schema: Record<string, unknown>;
  form: Record<string, unknown>;
}

export function FormValues({ schema, form }: FormValuesProps) {
  const { t, language } = useLanguage();
  const shown = (value: unknown): string => {
    if (value === undefined || value === null || value === '') return t('state.unknown');
    if (typeof value === 'boolean') return t(value ? 'state.yes' : 'state.no');
    if (typeof value === 'number') return value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB');
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  return (
    <section aria-labelledby="form">
      <h2 id="form">{t('case.form')}</h2>
      <dl className="form-values">
        {formFields(schema, form, language).map(({ pointer, title, value }) => (
          <div key={pointer}>
            <dt>{title}</dt>
            <dd>{shown(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
