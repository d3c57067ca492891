// The portal's start: language first, so that no page is ever shown in the wrong one, then the routes.
import './portal.css';
import './form.css';
import './print.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { answers } from '#screens/answers';
import { onSession, session } from '#screens/session';
import { router } from './routes';
import { en } from './texts/en';
import { zh } from './texts/zh';
import { startLanguage } from '#screens/language';

// Who signs out leaves nothing behind that the next one could see.
onSession(() => {
  if (session() === null) answers.removeQueries({ predicate: ({ queryKey: [what] }) => !PUBLIC.includes(what) });
});
const PUBLIC: readonly unknown[] = ['items', 'item', 'parks', 'publicity'];

await startLanguage({ zh, en });
createRoot(document.getElementById('screen')!).render(
  <StrictMode>
    <QueryClientProvider client={answers}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
