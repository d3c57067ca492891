// The frame around every page: who and where one is, business time, live or not, the language, and the keys.
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { Suspense, useCallback, useState } from 'react';
import { Link, Navigate, NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { mayArrangeSomebody, maySeeFigures, maySeeUndelivered, queuesOf, type Mandate } from '#rules/access';
import { me } from '#screens/session';
import { Loading } from '#screens/parts/loading';
import { Message } from '../problem/message';
import { useLanguage } from '#screens/language';
import { timeText } from '#screens/times';
import { useBusinessTime } from '#screens/business-time';
import { HelpDialog } from './help-dialog';
import { SEARCH_FIELD, useKeyboard } from './keyboard';
import { useLiveLink } from './live-link';
import { NoticesLink } from '#screens/parts/notices-link';
import { type ShortcutName } from './shortcuts';
import { THEME } from './theme';
import { WhoAmI } from './who-am-i';

export function Component() {
  const { language } = useLanguage();
  return (
    <ConfigProvider locale={language === 'zh' ? zhCN : enUS} theme={THEME} button={{ autoInsertSpace: false }}>
      <Frame />
    </ConfigProvider>
  );
}

function Frame() {
  const { t, language, choose } = useLanguage();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const navigate = useNavigate();
  const mandates = me().mandates as Mandate[];
  const isLive = useLiveLink();
  const hasWork = queuesOf(mandates).length > 0;
  const seesToMail = maySeeUndelivered(mandates);
  const open = useCallback((number: string) => void navigate(`/cases/${number}`), [navigate]);
  const follow = useCallback(
    (name: ShortcutName) => {
      if (name === 'help') return setHelpOpen(true);
      const field = document.querySelector<HTMLInputElement>(`[${SEARCH_FIELD}]`);
      if (name === 'search' && field) return field.focus();
      void navigate('/');
    },
    [navigate],
  );
  useKeyboard(follow, open);
  return (
    <>
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <header>
        <div className="frame-head">
          <Link className="brand" to="/">
            <strong>{t('app.name')}</strong> <span>{t('app.console')}</span>
          </Link>
          <nav aria-label={t('nav.label')}>
            {(hasWork || !seesToMail) && (
              <NavLink to="/" end>
                {t('nav.work')}
              </NavLink>
            )}
            {(hasWork || seesToMail) && <NoticesLink />}
            {mayArrangeSomebody(mandates) && <NavLink to="/officers">{t('nav.officers')}</NavLink>}
            {maySeeFigures(mandates) && <NavLink to="/turnaround">{t('nav.turnaround')}</NavLink>}
          </nav>
          <LiveState isLive={isLive} />
          <div className="frame-tools">
            <button type="button" className="head-button" onClick={() => setHelpOpen(true)} aria-keyshortcuts="?">
              <kbd aria-hidden="true">?</kbd>
              <span className="visually-hidden">{t('nav.help')}</span>
            </button>
            <button
              type="button"
              className="head-button"
              lang={language === 'zh' ? 'en' : 'zh-CN'}
              onClick={() => void choose(language === 'zh' ? 'en' : 'zh')}
            >
              {t('app.language')}
            </button>
            <WhoAmI />
          </div>
        </div>
        <MovedTime />
      </header>
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Room mandates={mandates} />
        </Suspense>
      </main>
      <HelpDialog isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </>
  );
}

/** What stands in the frame: officers have their work, whoever runs the house the mail that did not go out. */
function Room({ mandates }: { mandates: readonly Mandate[] }) {
  const { pathname } = useLocation();
  if (queuesOf(mandates).length > 0) return <Outlet />;
  if (!maySeeUndelivered(mandates)) return <ForApplicants />;
  return pathname === '/' ? <Navigate to="/notices/undelivered" replace /> : <Outlet />;
}

function ForApplicants() {
  const { t } = useLanguage();
  return (
    <Message title={t('state.notForApplicants')} lead={t('state.notForApplicantsLead')}>
      <a href="/">{t('state.toPortal')}</a>
    </Message>
  );
}

function LiveState({ isLive }: { isLive: boolean }) {
  const { t } = useLanguage();
  return (
    <p
      className={`live ${isLive ? 'live-on' : 'live-off'}`}
      role="status"
      title={isLive ? undefined : t('live.offWhy')}
    >
      <span aria-hidden="true" className="dot" />
      {isLive ? t('live.on') : t('live.off')}
    </p>
  );
}

function MovedTime() {
  const { t, language } = useLanguage();
  const time = useBusinessTime();
  if (!time?.timeIsMoved) return null;
  return (
    <p className="moved-time">
      <strong>{t('time.moved', { at: timeText(time.now, language) })}</strong> <span>{t('time.movedWhy')}</span>
    </p>
  );
}
