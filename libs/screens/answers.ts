// The one store of answers, by TanStack Query.
import { QueryClient } from '@tanstack/react-query';
import { isPassing } from './problem';

/** The store of all answers. Lists and cases are asked again each minute, for hints may be lost. */
export const answers = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => isPassing(error) && count < 2,
      // Offline is told by the answer that does not come, not by what the browser believes of its network.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
