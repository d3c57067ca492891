// Every address of the portal. Pages come with their route; whoever must sign in comes back to where he was.
import { createBrowserRouter, Navigate, Outlet, useLocation } from 'react-router';
import { Frame } from './frame/frame';
import { usePerson } from './frame/person';
import { BrokenPage } from './problem/broken-page';
import { Loading } from './problem/loading';

function SignedIn() {
  const person = usePerson();
  const { pathname, search } = useLocation();
  // Another person is another page: nothing that one has typed stays for the next.
  if (person) return <Outlet key={person.id} />;
  return <Navigate to={`/sign-in?${new URLSearchParams({ back: pathname + search }).toString()}`} replace />;
}

const page = { HydrateFallback: Loading, ErrorBoundary: BrokenPage };

/** The router. */
export const router = createBrowserRouter([
  {
    Component: Frame,
    ...page,
    children: [
      {
        ...page,
        children: [
          { index: true, lazy: () => import('./catalogue/items-page'), ...page },
          { path: 'items/:code', lazy: () => import('./catalogue/item-page'), ...page },
          { path: 'sign-in', lazy: () => import('./sign-in/sign-in-page'), ...page },
          { path: 'status', lazy: () => import('./status/status-page'), ...page },
          {
            Component: SignedIn,
            ...page,
            children: [
              { path: 'items/:code/file', lazy: () => import('./filing/filing-page'), ...page },
              { path: 'cases', lazy: () => import('./cases/cases-page'), ...page },
              { path: 'cases/:number', lazy: () => import('./cases/case-page'), ...page },
              { path: 'cases/:number/receipt', lazy: () => import('./filing/receipt-page'), ...page },
              { path: 'cases/:number/supplement', lazy: () => import('./filing/supplement-page'), ...page },
            ],
          },
          { path: '*', lazy: () => import('./problem/no-such-page'), ...page },
        ],
      },
    ],
  },
]);
