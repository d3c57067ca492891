// An act on its way: one key until it is answered, the fresh case into the store, and what stood against it.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answers } from '#screens/answers';
import { call } from '#screens/client';
import { answered, keyFor } from '#screens/key';
import { isPassing } from '#screens/problem';
import { type ShownCase } from '../case/view';
import { type ApiDocument } from './act-shape';
import { type Values } from './demands';

/** The API's own description of its acts. */
export function useActDocument() {
  return useQuery({
    queryKey: ['acts'],
    queryFn: ({ signal }) => call<ApiDocument>('/openapi.json', { signal }),
    staleTime: Infinity,
  });
}

/** Sends an act on a case. `error` is what the last try met. */
export function useSending(number: string, act: string) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const what = `${number}/${act}`;
  /** The case as it is now, or null if the act was not done. */
  const send = async (body: Values): Promise<ShownCase | null> => {
    setBusy(true);
    setError(null);
    const key = keyFor(sessionStorage, what, body);
    try {
      const view = await call<ShownCase>(`/api/v1/cases/${number}/acts/${act}`, { method: 'POST', body, key });
      answered(sessionStorage, what);
      answers.setQueryData(['case', number], view);
      void answers.invalidateQueries({ queryKey: ['tasks'] });
      return view;
    } catch (cause) {
      if (!isPassing(cause)) answered(sessionStorage, what);
      setError(cause);
      // Whoever was refused may look at an old case: the fresh one says what happened meanwhile.
      await answers.invalidateQueries({ queryKey: ['case', number] });
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { send, isBusy, error, forget: () => setError(null) };
}
