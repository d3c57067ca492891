// The frame around every page: where one is, who one is, the language, and business time if it was moved.
import { Suspense } from 'react';
import { I18nProvider } from 'react-aria-components';
import { Link, NavLink, Outlet, ScrollRestoration } from 'react-router';
import { signOut } from '#screens/session';
import { Loading } from '#screens/parts/loading';
import { useLanguage } from '#screens/language';
import { timeText } from '#screens/times';
import { useBusinessTime } from '#screens/business-time';
import { useLiveLink } from './live-link';
import { NoticesLink } from '#screens/parts/notices-link';
import { usePerson } from './person';
import { SignInLink } from './sign-in-link';

export function Frame() {
  const { t, language } = useLanguage();
  useLiveLink();
  return (
    <I18nProvider locale={language === 'zh' ? 'zh-CN' : 'en-GB'}>
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <Head />
      <MovedTime />
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <Foot />
      <ScrollRestoration />
    </I18nProvider>
  );
}

function Head() {
  const { t } = useLanguage();
  const person = usePerson();
  return (
    <header className="frame-head">
      <div className="frame-width">
        <Link className="brand" to="/">
          <strong>{t('app.name')}</strong> <span>{t('app.portal')}</span>
        </Link>
        <nav aria-label={t('nav.label')}>
          <NavLink to="/" end>
            {t('nav.items')}
          </NavLink>
          <NavLink to="/cases">{t('nav.cases')}</NavLink>
          {person && <NoticesLink />}
          <NavLink to="/status">{t('nav.status')}</NavLink>
          <NavLink to="/publicity">{t('nav.publicity')}</NavLink>
        </nav>
        <div className="frame-tools">
          <LanguageSwitch />
          <WhoAmI />
        </div>
      </div>
    </header>
  );
}

function LanguageSwitch() {
  const { t, language, choose } = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className="link-button"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => void choose(other)}
    >
      {t('app.language')}
    </button>
  );
}

function WhoAmI() {
  const { t } = useLanguage();
  const person = usePerson();
  if (!person) return <SignInLink />;
  return (
    <>
      <span className="who">{person.name}</span>
      <button type="button" className="link-button" onClick={signOut}>
        {t('signIn.out')}
      </button>
    </>
  );
}

function MovedTime() {
  const { t, language } = useLanguage();
  const time = useBusinessTime();
  if (!time?.timeIsMoved) return null;
  return (
    <aside className="moved-time" aria-label={t('time.label')}>
      <p className="frame-width">
        <strong>{t('time.moved', { at: timeText(time.now, language) })}</strong> {t('time.movedWhy')}
      </p>
    </aside>
  );
}

function Foot() {
  const { t } = useLanguage();
  return (
    <footer className="frame-foot">
      <div className="frame-width">
        <p>{t('app.motto')}</p>
        <ul>
          <li>
            <a href="/verify">{t('nav.verify')}</a>
          </li>
          <li>
            <a href="/docs">{t('nav.docs')}</a>
          </li>
          <li>
            <a href="/console/">{t('nav.console')}</a>
          </li>
        </ul>
      </div>
    </footer>
  );
}
