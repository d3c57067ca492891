// The notice of correction, item by item; what concerns a field leads to it.
import { type MouseEvent } from 'react';
import { focusField } from '../form/fault-summary';
import { partsOf, titleAt } from '../form/schema';
import { useLanguage } from '#screens/language';
import { type Defect } from './defects';

interface DefectListProps {
  defects: readonly Defect[];
  schema: Record<string, unknown>;
  /** Do the fields stand on this page, to be led to? */
  isOnForm: boolean;
}

export function DefectList({ defects, schema, isOnForm }: DefectListProps) {
  const { t, language } = useLanguage();
  return (
    <section className="summary summary-notice" aria-labelledby="defects">
      <h2 id="defects">{t('supplement.defects', { count: defects.length })}</h2>
      <ol>
        {defects.map(({ pointer, text }, n) => (
          <li key={n}>
            <FieldLink
              pointer={isOnForm ? pointer : null}
              title={pointer === null ? null : titleAt(schema, pointer, language)}
            />
            <p className="written">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function FieldLink({ pointer, title }: { pointer: string | null; title: string | null }) {
  const { t } = useLanguage();
  if (pointer === null || title === null) return <strong>{title ?? t('supplement.noField')}</strong>;
  const id = ['form', ...partsOf(pointer)].join('_');
  const follow = (event: MouseEvent) => {
    event.preventDefault();
    focusField(id);
  };
  return (
    <a href={`#${id}`} onClick={follow}>
      {title}
    </a>
  );
}
