// The console: where windows, reviewers, deciders and the commission work.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

const screen = document.getElementById('screen');
if (!screen) throw new Error('index.html has no place for the screen');
createRoot(screen).render(
  <StrictMode>
    <main>
      <h1>园办 · 审批工作台</h1>
    </main>
  </StrictMode>,
);
