// Every address of the console. Pages and antd come with their route; the sign-in comes without either.
import { useSyncExternalStore } from 'react';
import { createBrowserRouter, Navigate, Outlet, useLocation } from 'react-router';
import { onSession, session } from '#screens/session';
import { BrokenPage } from './problem/broken-page';
import { Loading } from '#screens/parts/loading';

/** Lets in who is signed in; others sign in first and come back to where they were. */
function SignedIn() {
  const signedIn = useSyncExternalStore(onSession, session);
  const { pathname, search } = useLocation();
  if (signedIn) return <Outlet />;
  const back = pathname === '/' ? '' : `?${new URLSearchParams({ back: pathname + search }).toString()}`;
  return <Navigate to={`/sign-in${back}`} replace />;
}

const page = { HydrateFallback: Loading, ErrorBoundary: BrokenPage };

/** The router; addresses lie below `/console`. */
export const router = createBrowserRouter(
  [
    { path: '/sign-in', lazy: () => import('./sign-in/sign-in-page'), ...page },
    {
      Component: SignedIn,
      ...page,
      children: [
        {
          lazy: () => import('./frame/frame'),
          ...page,
          children: [
            { index: true, lazy: () => import('./work-list/work-list-page'), ...page },
            { path: 'cases/:number', lazy: () => import('./case/case-page'), ...page },
            { path: 'notices', lazy: () => import('./notices/inbox-page'), ...page },
            { path: 'notices/undelivered', lazy: () => import('./notices/undelivered-page'), ...page },
            { path: 'officers', lazy: () => import('./officers/officers-page'), ...page },
            { path: 'turnaround', lazy: () => import('./turnaround/turnaround-page'), ...page },
            { path: '*', lazy: () => import('./problem/no-such-page'), ...page },
          ],
        },
      ],
    },
  ],
  { basename: '/console' },
);
