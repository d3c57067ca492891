// Is the screen too narrow for a table?
import { useSyncExternalStore } from 'react';

const QUERY = '(max-width: 767px)';

/** True below 768 px; follows the window. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(follow, () => matchMedia(QUERY).matches);
}

function follow(changed: () => void): () => void {
  const media = matchMedia(QUERY);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
}
