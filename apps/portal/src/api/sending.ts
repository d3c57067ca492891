// An act on its way: one key until it is answered, so that a second click, a reload or a lost answer never does it twice.
import { useRef, useState } from 'react';
import { type ShownCase } from '../cases/view';
import { tellTime } from '#screens/business-time';
import { answers } from '#screens/answers';
import { call } from '#screens/client';
import { answered, isUnanswered, keyFor } from '#screens/key';
import { isPassing } from '#screens/problem';
import { session } from '#screens/session';

/** Posts an act on a case to `path`; the case as it then is stands in its page at once. */
export function useSending(path: string) {
  return usePosting<ShownCase>(path, (view) => {
    tellTime(view);
    answers.setQueryData(['case', view.number], view);
  });
}

/** Posts to `path`. Keys outlive the tab, by person: who comes back after a lost answer sends the same act again. */
export function usePosting<T>(path: string, heard: (answer: T) => void) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isUnderWay = useRef(false);
  const what = `${session()?.person.id ?? ''}:${path}`;
  /** What came back, or null if nothing was done. */
  const send = async (body: object): Promise<T | null> => {
    if (isUnderWay.current) return null;
    isUnderWay.current = true;
    setBusy(true);
    setError(null);
    const key = keyFor(localStorage, what, body);
    try {
      const answer = await call<T>(path, { method: 'POST', body, key });
      answered(localStorage, what);
      heard(answer);
      void answers.invalidateQueries({ queryKey: ['cases'] });
      return answer;
    } catch (cause) {
      if (!isPassing(cause)) answered(localStorage, what);
      setError(cause);
      void answers.invalidateQueries({ queryKey: ['case'] });
      return null;
    } finally {
      isUnderWay.current = false;
      setBusy(false);
    }
  };
  return { send, isBusy, error, wasLost: isUnanswered(localStorage, what), forget: () => setError(null) };
}
