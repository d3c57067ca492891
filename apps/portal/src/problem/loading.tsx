// What stands while a page comes: as high as the page, so that nothing jumps.
import { useLanguage } from '../texts/language';

export function Loading() {
  const { t } = useLanguage();
  return (
    <div className="loading" role="status">
      <span className="loading-bar" aria-hidden="true" />
      {t('state.loading')}
    </div>
  );
}
