// Whether somebody has compared a statement with its source, or it is assumed.
import { useLanguage } from '#screens/language';

export function Standing({ standing }: { standing: 'verified' | 'assumed' }) {
  const { t } = useLanguage();
  return <span className={`tag tag-${standing}`}>{t(`standing.${standing}`)}</span>;
}
