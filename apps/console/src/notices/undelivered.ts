// Mails that did not go out, page by page, and another try.
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { type Page } from '#contracts/cases.dto';
import { type UndeliveredView } from '#contracts/notices.dto';
import { answers } from '#screens/answers';
import { call } from '#screens/client';

const KEY = ['undelivered'];
const MINUTE_MS = 60_000;
const SOON_MS = 2_000;

/** The list, asked each minute; soon, while one of them is on its way. */
export function useUndelivered() {
  return useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: '50' });
      if (pageParam) query.set('cursor', pageParam);
      return call<Page<UndeliveredView>>(`/api/v1/notices/undelivered?${query.toString()}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isUnderWay)) ? SOON_MS : MINUTE_MS,
  });
}

/** Its next try is near, or under way: then its time is that of giving it up. */
const isUnderWay = ({ nextAt }: UndeliveredView) => nextAt !== null && Date.parse(nextAt) < Date.now() + MINUTE_MS;

/** Sends one again; whatever the answer, the list is asked anew. */
export function useSendingAgain() {
  return useMutation({
    mutationFn: ({ id }: UndeliveredView) =>
      call<UndeliveredView>(`/api/v1/notices/${id}/send-again`, { method: 'POST' }),
    onSettled: () => answers.invalidateQueries({ queryKey: KEY }),
  });
}
