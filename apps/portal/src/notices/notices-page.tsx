// The inbox (通知): what became of one's cases, the newest first; who opens a case has read its notice.
import { useState } from 'react';
import { type NoticePage, type NoticeView } from '#contracts/notices.dto';
import { isPassing } from '#screens/problem';
import { usePage } from '../frame/page';
import { Loading } from '#screens/parts/loading';
import { Message } from '../problem/message';
import { ProblemLine } from '../problem/problem-line';
import { ProblemPage } from '../problem/problem-page';
import { StaleNote } from '../problem/stale-note';
import { useLanguage } from '#screens/language';
import { askAgain, useInbox, useReadingAll } from '#screens/inbox';
import { NoticeList } from './notice-list';
import './notices.css';

export function Component() {
  const { t } = useLanguage();
  const [isUnreadOnly, setUnreadOnly] = useState(false);
  const inbox = useInbox(isUnreadOnly);
  if (inbox.isError && !inbox.data) return <Failed error={inbox.error} onRetry={() => void askAgain()} />;
  const pages = inbox.data?.pages ?? [];
  const notices = pages.flatMap(({ items }) => items);
  return (
    <>
      <Head pages={inbox.data?.pages} />
      <StaleNote isStale={inbox.isError} />
      {inbox.isPending && <Loading />}
      {inbox.data && (
        <div className="notice-tools">
          <label className="notice-filter">
            <input type="checkbox" checked={isUnreadOnly} onChange={({ target }) => setUnreadOnly(target.checked)} />
            {t('notices.onlyUnread')}
          </label>
          <ReadAll pages={pages} newest={notices[0]} />
        </div>
      )}
      {inbox.data && notices.length === 0 && (
        <p className="empty">{t(isUnreadOnly ? 'notices.noneUnread' : 'notices.empty')}</p>
      )}
      {notices.length > 0 && <NoticeList notices={notices} />}
      {inbox.hasNextPage && (
        <button
          type="button"
          className="button button-plain notice-more"
          aria-disabled={inbox.isFetchingNextPage}
          onClick={() => void inbox.fetchNextPage()}
        >
          {t('notices.more')}
        </button>
      )}
    </>
  );
}

function Head({ pages }: { pages: readonly NoticePage[] | undefined }) {
  const { t } = useLanguage();
  const heading = usePage(t('notices.title'));
  const n = unreadOf(pages ?? []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {t('notices.title')}
      </h1>
      <p className="quiet" role="status">
        {pages && (n > 0 ? t('notices.unread', { n }) : t('notices.noneUnread'))}
      </p>
    </>
  );
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useLanguage();
  if (!isPassing(error)) return <ProblemPage error={error} onRetry={onRetry} />;
  return <Message title={t('notices.away')} lead={t('notices.awayLead')} onRetry={onRetry} />;
}

/** Marks up to the newest that is shown: what comes meanwhile stays unread. The button keeps its place, and the focus. */
function ReadAll({ pages, newest }: { pages: readonly NoticePage[]; newest: NoticeView | undefined }) {
  const { t } = useLanguage();
  const { mutate, isPending, error } = useReadingAll();
  const isIdle = isPending || !newest || unreadOf(pages) === 0;
  return (
    <>
      <button
        type="button"
        className="button button-plain"
        aria-disabled={isIdle}
        onClick={() => !isIdle && mutate(newest.at)}
      >
        {t('notices.readAll')}
      </button>
      <ProblemLine error={error} />
    </>
  );
}

/** The last page tells it as it was last. */
const unreadOf = (pages: readonly NoticePage[]) => pages.at(-1)?.unread ?? 0;
