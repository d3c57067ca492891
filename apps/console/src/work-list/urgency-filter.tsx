// How many of each urgency, and the list narrowed to one of them.
import { useLanguage } from '#screens/language';
import { URGENCIES, type Urgency } from './urgency';

interface UrgencyFilterProps {
  counts: Record<Urgency, number>;
  chosen: Urgency | null;
  onChoose: (urgency: Urgency | null) => void;
}

export function UrgencyFilter({ counts, chosen, onChoose }: UrgencyFilterProps) {
  const { t } = useLanguage();
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0);
  return (
    <div className="urgencies" role="group" aria-label={t('work.filter')}>
      <button type="button" className="urgency" aria-pressed={chosen === null} onClick={() => onChoose(null)}>
        {t('work.all')} <strong>{all}</strong>
      </button>
      {URGENCIES.map((urgency) => (
        <button
          key={urgency}
          type="button"
          className={`urgency urgency-${urgency.toLowerCase()}`}
          aria-pressed={chosen === urgency}
          onClick={() => onChoose(chosen === urgency ? null : urgency)}
        >
          {t(`work.urgency.${urgency}`)} <strong>{counts[urgency]}</strong>
        </button>
      ))}
    </div>
  );
}
