// Every address of the portal. Pages come with their route; whoever must sign in comes back to where he was.
import { createBrowserRouter, Navigate, Outlet, useLocation } from 'react-router';
import { NoAnswer } from '#screens/problem';
import { Frame } from './frame/frame';
import { usePerson } from './frame/person';
import { BrokenPage } from './problem/broken-page';
import { Loading } from '#screens/parts/loading';

function SignedIn() {
  const person = usePerson();
  const { pathname, search } = useLocation();
  // Another person is another page: nothing that one has typed stays for the next.
  if (person) return <Outlet key={person.id} />;
  return <Navigate to={`/sign-in?${new URLSearchParams({ back: pathname + search }).toString()}`} replace />;
}

/** A page that does not come is no broken page: the network is away. */
const coming =
  <T,>(load: () => Promise<T>) =>
  () =>
    load().catch((cause: unknown): never => {
      throw new NoAnswer(cause);
    });

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
          { index: true, lazy: coming(() => import('./catalogue/items-page')), ...page },
          { path: 'items/:code', lazy: coming(() => import('./catalogue/item-page')), ...page },
          { path: 'sign-in', lazy: coming(() => import('./sign-in/sign-in-page')), ...page },
          { path: 'publicity', lazy: coming(() => import('./publicity/publicity-page')), ...page },
          { path: 'status', lazy: coming(() => import('./status/status-page')), ...page },
          {
            Component: SignedIn,
            ...page,
            children: [
              { path: 'items/:code/file', lazy: coming(() => import('./filing/filing-page')), ...page },
              { path: 'notices', lazy: coming(() => import('./notices/notices-page')), ...page },
              { path: 'cases', lazy: coming(() => import('./cases/cases-page')), ...page },
              { path: 'cases/:number', lazy: coming(() => import('./cases/case-page')), ...page },
              { path: 'bundles/:code/file', lazy: coming(() => import('./bundles/filing-page')), ...page },
              { path: 'bundles/:number', lazy: coming(() => import('./bundles/bundle-page')), ...page },
              { path: 'cases/:number/receipt', lazy: coming(() => import('./filing/receipt-page')), ...page },
              { path: 'cases/:number/supplement', lazy: coming(() => import('./filing/supplement-page')), ...page },
            ],
          },
          { path: '*', lazy: coming(() => import('./problem/no-such-page')), ...page },
        ],
      },
    ],
  },
]);
