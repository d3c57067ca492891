// The inbox as pages of it arrive, and what marks notices as read.
import { type InfiniteData, keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { type NoticePage, type UnreadView } from '#contracts/notices.dto';
import { answers } from './answers';
import { call } from './client';

/** One's notices, the newest first; `isUnreadOnly` leaves out what was read. */
export function useInbox(isUnreadOnly: boolean) {
  return useInfiniteQuery({
    queryKey: ['notices', 'list', isUnreadOnly],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: '20' });
      if (isUnreadOnly) query.set('unread', 'true');
      if (pageParam) query.set('cursor', pageParam);
      return call<NoticePage>(`/api/v1/notices?${query.toString()}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData, // the switch between all and unread leaves what has the focus in its place
    refetchInterval: 60_000,
  });
}

/** Asks anew for all of it, the count in the frame too. */
export const askAgain = () => answers.invalidateQueries({ queryKey: ['notices'] });

/** Marks one as read while its case opens. What fails changes nothing: the notice stays unread and can be opened again. */
export function useReading() {
  return useMutation({
    mutationFn: (id: string) => call<UnreadView>(`/api/v1/notices/${id}/read`, { method: 'POST', keepalive: true }),
    onSuccess: (_, id) => {
      showAsRead(id);
      return askAgain();
    },
  });
}

/** Who comes back to the list finds it as it is, before it is asked anew. */
function showAsRead(id: string): void {
  const readAt = new Date().toISOString();
  const inPage = (page: NoticePage) => ({
    ...page,
    items: page.items.map((one) => (one.id === id ? { ...one, readAt } : one)),
  });
  answers.setQueriesData<InfiniteData<NoticePage>>(
    { queryKey: ['notices', 'list'] },
    (list) => list && { ...list, pages: list.pages.map(inPage) },
  );
}

/** Marks as read what came up to an instant: the newest that is shown. */
export function useReadingAll() {
  return useMutation({
    mutationFn: (until: string) => call<UnreadView>('/api/v1/notices/read-all', { method: 'POST', body: { until } }),
    onSuccess: askAgain,
  });
}
