// The portal's start: language first, so that no page is ever shown in the wrong one, then the routes.
import './portal.css';
import './form.css';
import './print.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { answers } from './api/answers';
import { onSession, session } from './api/session';
import { router } from './routes';
import { startLanguage } from './texts/language';

// Who signs out leaves nothing behind that the next one could see.
onSession(() => {
  if (session() === null) answers.removeQueries({ predicate: ({ queryKey: [what] }) => !PUBLIC.includes(what) });
});
const PUBLIC: readonly unknown[] = ['items', 'item', 'parks', 'publicity'];

await startLanguage();
createRoot(document.getElementById('screen')!).render(
  <StrictMode>
    <QueryClientProvider client={answers}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
