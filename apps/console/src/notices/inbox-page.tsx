// The inbox (通知): what happened on one's cases and what awaits one, the newest first; who opens a case has read its notice.
import { Button } from 'antd';
import { useSearchParams } from 'react-router';
import { type NoticePage, type NoticeView } from '#contracts/notices.dto';
import { usePage } from '../frame/page';
import { Loading } from '#screens/parts/loading';
import { useLanguage } from '#screens/language';
import { askAgain, useInbox, useReadingAll } from '#screens/inbox';
import { NoticeList } from './notice-list';
import { NoticeParts } from './notice-parts';
import './notices.css';
import { NoticesProblem } from './notices-problem';
import { Outcome } from './outcome';

export function Component() {
  const { t } = useLanguage();
  const heading = usePage(t('notices.title'));
  const [params, setParams] = useSearchParams();
  const isUnreadOnly = params.get('unread') === 'true';
  const inbox = useInbox(isUnreadOnly);
  if (inbox.isPending) return <Loading />;
  if (!inbox.data) return <NoticesProblem heading={heading} error={inbox.error} onRetry={() => void askAgain()} />;
  const { pages } = inbox.data;
  const notices = pages.flatMap(({ items }) => items);
  return (
    <>
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {t('notices.title')}
        </h1>
        <Unread pages={pages} />
      </div>
      <NoticeParts />
      {inbox.isError && (
        <p className="note" role="alert">
          {t('state.offline')}
        </p>
      )}
      <div className="notice-tools">
        <button
          type="button"
          className="urgency"
          aria-pressed={isUnreadOnly}
          onClick={() => setParams(isUnreadOnly ? {} : { unread: 'true' }, { replace: true })}
        >
          {t('notices.onlyUnread')}
        </button>
        <ReadAll pages={pages} newest={notices[0]} />
      </div>
      {notices.length === 0 ? <Nothing isUnreadOnly={isUnreadOnly} /> : <NoticeList notices={notices} />}
      {inbox.hasNextPage && (
        <p className="row centred">
          <Button loading={inbox.isFetchingNextPage} onClick={() => void inbox.fetchNextPage()}>
            {t('state.more')}
          </Button>
        </p>
      )}
    </>
  );
}

/** Told aloud when it changes. */
function Unread({ pages }: { pages: readonly NoticePage[] }) {
  const { t } = useLanguage();
  const n = unreadOf(pages);
  return (
    <p className="quiet" role="status">
      {n > 0 ? t('notices.unread', { n }) : t('notices.noneUnread')}
    </p>
  );
}

/** Marks up to the newest that is shown: what comes meanwhile stays unread. The button keeps its place, and the focus. */
function ReadAll({ pages, newest }: { pages: readonly NoticePage[]; newest: NoticeView | undefined }) {
  const { t } = useLanguage();
  const { mutate, isPending, error } = useReadingAll();
  const isIdle = isPending || !newest || unreadOf(pages) === 0;
  return (
    <>
      <Button aria-disabled={isIdle} onClick={() => !isIdle && mutate(newest.at)}>
        {t('notices.readAll')}
      </Button>
      <Outcome error={error} />
    </>
  );
}

function Nothing({ isUnreadOnly }: { isUnreadOnly: boolean }) {
  const { t } = useLanguage();
  return (
    <div className="empty">
      <h2>{t(isUnreadOnly ? 'notices.noneUnread' : 'notices.empty')}</h2>
      <p className="quiet">{t('notices.emptyLead')}</p>
    </div>
  );
}

/** The last page tells it as it was last. */
const unreadOf = (pages: readonly NoticePage[]) => pages.at(-1)?.unread ?? 0;
