// What the form will ask for, before anybody begins.
import { descriptionOf, fieldsOf, titleOf, type Described } from '../form/schema';
import { useLanguage } from '#screens/language';

export function FormOutline({ schema }: { schema: Record<string, unknown> }) {
  const { t } = useLanguage();
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{t('item.form')}</h2>
      <p className="quiet">{t('item.formLead')}</p>
      <Fields schema={schema} />
    </section>
  );
}

function Fields({ schema }: { schema: Described }) {
  const { t, language } = useLanguage();
  return (
    <ul className="outline">
      {fieldsOf(schema).map(([name, below]) => (
        <li key={name}>
          {titleOf(below, language, name)}
          {!schema.required?.includes(name) && <span className="quiet"> {t('form.optional')}</span>}
          {descriptionOf(below, language) && <span className="quiet"> · {descriptionOf(below, language)}</span>}
          {below.properties && <Fields schema={below} />}
          {below.items?.properties && <Fields schema={below.items} />}
        </li>
      ))}
    </ul>
  );
}
