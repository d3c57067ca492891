// The sign-in, without antd: it is the first thing that loads. Leads back to where somebody was.
import { useState, useRef, type FormEvent } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { type SignInView } from '#contracts/registry.dto';
import { call } from '#screens/client';
import { ProblemError } from '#screens/problem';
import { beginSession, hasEnded, session } from '#screens/session';
import { usePage } from '../frame/page';
import { useLanguage } from '#screens/language';
import { backFrom } from '#screens/back';

export function Component() {
  const { t, language, choose } = useLanguage();
  const [params] = useSearchParams();
  const heading = usePage(t('signIn.title'));
  const back = backFrom(params.get('back'));
  const { submit, isBusy, problem, alert } = useSignIn(back);
  if (session()) return <Navigate to={back} replace />;
  return (
    <main className="sign-in" id="main">
      <p className="brand">
        <strong>{t('app.name')}</strong> <span>{t('app.console')}</span>
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {t('signIn.title')}
      </h1>
      <p className="quiet">{t('signIn.lead')}</p>
      {hasEnded() && <p className="note">{t('signIn.ended')}</p>}
      <form onSubmit={submit} noValidate>
        <p className="problem" role="alert" ref={alert} tabIndex={-1}>
          {problem}
        </p>
        <label htmlFor="user">{t('signIn.user')}</label>
        <input id="user" name="user" autoComplete="username" autoCapitalize="none" spellCheck={false} required />
        <label htmlFor="password">{t('signIn.password')}</label>
        <input id="password" name="password" type="password" autoComplete="current-password" required />
        <button type="submit" className="primary-button" aria-disabled={isBusy}>
          {isBusy ? t('signIn.busy') : t('signIn.submit')}
        </button>
      </form>
      <button
        type="button"
        className="plain-button"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => void choose(language === 'zh' ? 'en' : 'zh')}
      >
        {t('app.language')}
      </button>
    </main>
  );
}

function useSignIn(back: string) {
  const { t, language } = useLanguage();
  const navigate = useNavigate();
  const alert = useRef<HTMLParagraphElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const refuse = (cause: unknown) => {
    setError(cause);
    alert.current?.focus();
  };
  const signIn = async (form: FormData) => {
    const [user, password] = [textOf(form, 'user'), textOf(form, 'password')];
    if (user === '' || password === '') return refuse('missing');
    setBusy(true);
    try {
      beginSession(
        await call<SignInView>('/api/v1/sign-in', { method: 'POST', body: { user: user.trim(), password } }),
      );
      await navigate(back, { replace: true });
    } catch (cause) {
      refuse(cause);
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isBusy) void signIn(new FormData(event.currentTarget));
  };
  const problem =
    error === null
      ? ''
      : error === 'missing'
        ? t('signIn.missing')
        : error instanceof ProblemError
          ? error.problem.texts[language]
          : t('state.noAnswerLead');
  return { submit, isBusy, problem, alert };
}

/** A field of the form as text. */
function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
