// The way to the inbox, with how many are unread.
import { NavLink } from 'react-router';
import { useLanguage } from '../language';
import { useUnread } from '../unread';

const MOST_SHOWN = 99;

/** A link of the frame. */
export function NoticesLink() {
  const { t } = useLanguage();
  const unread = useUnread();
  return (
    <NavLink to="/notices">
      {t('nav.notices')}
      {unread !== null && unread > 0 && (
        <>
          {' '}
          <span className="badge" aria-hidden="true">
            {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
          </span>
          <span className="visually-hidden">{t('notices.unread', { n: unread })}</span>
        </>
      )}
    </NavLink>
  );
}
