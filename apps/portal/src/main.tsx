// The portal: where applicants find an item, file it and follow it.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

const screen = document.getElementById('screen');
if (!screen) throw new Error('index.html has no place for the screen');
createRoot(screen).render(
  <StrictMode>
    <main>
      <h1>园办 · 企业服务</h1>
    </main>
  </StrictMode>,
);
