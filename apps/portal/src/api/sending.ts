// An act on its way: one key until it is answered, so that a second click, a reload or a lost answer never does it twice.
import { useRef, useState } from 'react';
import { type ShownCase } from '../cases/view';
import { tellTime } from '#screens/business-time';
import { answers } from '#screens/answers';
import { call } from '#screens/client';
import { answered, isUnanswered, keyFor } from '#screens/key';
import { isPassing } from '#screens/problem';
import { session } from '#screens/session';

/** Posts to `path`. Keys outlive the tab, by person: who comes back after a lost answer sends the same act again. */
export function useSending(path: string) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isUnderWay = useRef(false);
  const what = `${session()?.person.id ?? ''}:${path}`;
  /** The case as it is now, or null if nothing was done. */
  const send = async (body: object): Promise<ShownCase | null> => {
    if (isUnderWay.current) return null;
    isUnderWay.current = true;
    setBusy(true);
    setError(null);
    const key = keyFor(localStorage, what, body);
    try {
      const view = tellTime(await call<ShownCase>(path, { method: 'POST', body, key }));
      answered(localStorage, what);
      answers.setQueryData(['case', view.number], view);
      void answers.invalidateQueries({ queryKey: ['cases'] });
      return view;
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
