// Told when what is shown could not be asked anew.
import { useLanguage } from '#screens/language';

export function StaleNote({ isStale }: { isStale: boolean }) {
  const { t } = useLanguage();
  return <div role="status">{isStale && <p className="note">{t('state.stale')}</p>}</div>;
}
