// Keeps one stream of hints for the whole console and asks again for what changed.
import { useEffect, useState } from 'react';
import { listen } from '#screens/live';
import { answers } from '#screens/answers';

/** True while hints arrive. After every reconnect everything is asked again: what was told meanwhile is lost. */
export function useLiveLink(): boolean {
  const [isLive, setLive] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const ears = {
      onCase: (number: string) => {
        void answers.invalidateQueries({ queryKey: ['tasks'] });
        void answers.invalidateQueries({ queryKey: ['case', number] });
      },
      onNotice: () => void answers.invalidateQueries({ queryKey: ['notices'] }),
      onOpen: () => {
        setLive(true);
        void answers.invalidateQueries({ queryKey: ['notices'] });
        void answers.invalidateQueries({ queryKey: ['tasks'] });
        void answers.invalidateQueries({ queryKey: ['case'] });
      },
      onLost: () => setLive(false),
    };
    void listen(ears, stop.signal);
    return () => stop.abort();
  }, []);
  return isLive;
}
