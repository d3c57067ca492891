// The sign-in. Leads back to where somebody was.
import { useRef, useState, type FormEvent } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { type SignInView } from '#contracts/registry.dto';
import { call } from '#screens/client';
import { ProblemError } from '#screens/problem';
import { beginSession, hasEnded } from '#screens/session';
import { usePage } from '../frame/page';
import { usePerson } from '../frame/person';
import { TextEntry } from '../form/text-entry';
import { useLanguage } from '#screens/language';
import { backFrom } from '#screens/back';

export function Component() {
  const { t } = useLanguage();
  const [params] = useSearchParams();
  const back = backFrom(params.get('back'));
  const heading = usePage(t('signIn.title'));
  const { submit, isBusy, problem, alert } = useSignIn(back);
  if (usePerson()) return <Navigate to={back} replace />;
  return (
    <div className="narrow">
      <h1 ref={heading} tabIndex={-1}>
        {t('signIn.title')}
      </h1>
      <p>{t('signIn.lead')}</p>
      {hasEnded() && <p className="note">{t('signIn.ended')}</p>}
      <form onSubmit={submit} noValidate>
        <p className="problem-line" role="alert" ref={alert} tabIndex={-1}>
          {problem}
        </p>
        <TextEntry label={t('signIn.user')} name="user" autoComplete="username" isRequired />
        <TextEntry
          label={t('signIn.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          isRequired
        />
        <button type="submit" className="button" aria-disabled={isBusy}>
          {isBusy ? t('signIn.busy') : t('signIn.submit')}
        </button>
      </form>
    </div>
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
    const [user, password] = [textOf(form, 'user').trim(), textOf(form, 'password')];
    if (user === '' || password === '') return refuse('missing');
    setBusy(true);
    try {
      beginSession(await call<SignInView>('/api/v1/sign-in', { method: 'POST', body: { user, password } }));
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
