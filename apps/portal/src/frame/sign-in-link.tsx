// The way to the sign-in that comes back to this page.
import { type ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useLanguage } from '#screens/language';

export function SignInLink({ className, children }: { className?: string; children?: ReactNode }) {
  const { t } = useLanguage();
  const { pathname, search } = useLocation();
  const back =
    pathname === '/' || pathname === '/sign-in'
      ? ''
      : `?${new URLSearchParams({ back: pathname + search }).toString()}`;
  return (
    <Link className={className} to={`/sign-in${back}`}>
      {children ?? t('signIn.title')}
    </Link>
  );
}
