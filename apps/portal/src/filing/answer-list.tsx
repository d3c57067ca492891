// A filled form read back, field by field.
import { answersOf, type Answer } from '../form/schema';
import { useChoiceNames } from '../form/choice-names';
import { useLanguage } from '#screens/language';
import { dayText } from '#screens/times';

interface AnswerListProps {
  schema: Record<string, unknown>;
  form: Record<string, unknown>;
}

export function AnswerList({ schema, form }: AnswerListProps) {
  const { language } = useLanguage();
  return (
    <dl className="answers">
      {answersOf(schema, form, language).map((answer) => (
        <div key={answer.pointer}>
          <dt>{answer.title}</dt>
          <dd>
            <Value {...answer} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ value, schema }: Answer) {
  const { t, language } = useLanguage();
  const { nameOf } = useChoiceNames();
  if (value === undefined || value === null) return <span className="quiet">{t('form.unanswered')}</span>;
  if (Array.isArray(value)) {
    const isFlat = value.every((one) => typeof one !== 'object');
    return <>{isFlat ? value.join(t('item.listSeparator')) : t('list.count', { count: value.length })}</>;
  }
  if (typeof value === 'boolean') return <>{t(value ? 'form.yes' : 'form.no')}</>;
  if (typeof value === 'number')
    return <>{value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: 12 })}</>;
  const text = value as string;
  if (schema.format === 'date') return <>{dayText(text, language)}</>;
  return <>{schema.enum ? nameOf(text) : text}</>;
}
