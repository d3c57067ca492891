// Keeps one stream of hints while somebody is signed in, and asks again for what changed.
import { useEffect, useSyncExternalStore } from 'react';
import { answers } from '#screens/answers';
import { listen } from '#screens/live';
import { onSession, session } from '#screens/session';

/** After every reconnect everything is asked again: what was told meanwhile is lost. */
export function useLiveLink(): void {
  const token = useSyncExternalStore(onSession, () => session()?.token);
  useEffect(() => {
    if (token === undefined) return;
    const stop = new AbortController();
    const askAgain = (number?: string) => {
      void answers.invalidateQueries({ queryKey: number === undefined ? ['case'] : ['case', number] });
      void answers.invalidateQueries({ queryKey: ['cases'] });
    };
    const onNotice = () => void answers.invalidateQueries({ queryKey: ['notices'] });
    const onOpen = () => {
      askAgain();
      onNotice();
    };
    void listen({ onCase: askAgain, onNotice, onOpen, onLost: () => undefined }, stop.signal);
    return () => stop.abort();
  }, [token]);
}
