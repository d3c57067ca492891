// What stands while a page comes: as high as the page, so that nothing jumps.
import { useLanguage } from '../language';

/** Holds the place of a page that is being fetched, and says so. */
export function Loading() {
  const { t } = useLanguage();
  return (
    <div className="loading" role="status">
      <span className="loading-bar" aria-hidden="true" />
      {t('state.loading')}
    </div>
  );
}
