// Notices as a list. What is unread says so in a word; what is an office's opens in the console.
import { type MouseEvent } from 'react';
import { Link } from 'react-router';
import { type NoticeView } from '#contracts/notices.dto';
import { useLanguage } from '#screens/language';
import { timeText } from '#screens/times';
import { useReading } from '#screens/inbox';

export function NoticeList({ notices }: { notices: readonly NoticeView[] }) {
  const { t } = useLanguage();
  const { mutate } = useReading();
  return (
    <ul className="notices" aria-label={t('notices.title')}>
      {notices.map((notice) => (
        <Notice key={notice.id} notice={notice} onOpen={() => notice.readAt === null && mutate(notice.id)} />
      ))}
    </ul>
  );
}

interface NoticeProps {
  notice: NoticeView;
  onOpen: () => void;
}

function Notice({ notice: { id, number, side, at, readAt, title, text }, onOpen }: NoticeProps) {
  const { t, language } = useLanguage();
  const onMiddle = ({ button }: MouseEvent) => button === 1 && onOpen();
  const about = { 'aria-describedby': id, onClick: onOpen, onAuxClick: onMiddle };
  const isUnread = readAt === null;
  return (
    <li className={isUnread ? 'notice-unread' : undefined}>
      <p className="notice-title">
        {side === 'APPLICANT' ? (
          <Link to={`/cases/${number}`} {...about}>
            {title[language]}
          </Link>
        ) : (
          <a href={`/console/cases/${number}`} {...about}>
            {title[language]}
          </a>
        )}{' '}
        {isUnread && <span className="tag tag-open">{t('notices.isUnread')}</span>}
      </p>
      <p className="quiet" id={id}>
        {text[language].split('\n').map((line) => (
          <span key={line} className="notice-line">
            {line}{' '}
          </span>
        ))}
        <time className="notice-line" dateTime={at}>
          {timeText(at, language)}
        </time>
      </p>
    </li>
  );
}
