// The two parts of notices, for those who may see what did not go out; nobody else is asked to choose.
import { NavLink } from 'react-router';
import { maySeeUndelivered } from '#rules/access';
import { me } from '#screens/session';
import { useLanguage } from '#screens/language';

export function NoticeParts() {
  const { t } = useLanguage();
  if (!maySeeUndelivered(me().mandates)) return null;
  return (
    <nav className="parts" aria-label={t('notices.parts')}>
      <NavLink to="/notices" end>
        {t('notices.title')}
      </NavLink>
      <NavLink to="/notices/undelivered">{t('undelivered.title')}</NavLink>
    </nav>
  );
}
