// How many notices one has not read, for the frame: asked with every hint, and each minute, for hints may be lost.
import { useQuery } from '@tanstack/react-query';
import { type NoticePage } from '#contracts/notices.dto';
import { call } from './client';

/** The count; null while it is not known: without the desk everything else goes on, and nothing is claimed. */
export function useUnread(): number | null {
  const { data, isError } = useQuery({
    queryKey: ['notices', 'unread'],
    queryFn: ({ signal }) => call<NoticePage>('/api/v1/notices?unread=true&limit=1', { signal }),
    select: ({ unread }) => unread,
    refetchInterval: 60_000,
    retry: false, // the next minute tries again, and nobody waits for it
  });
  return isError ? null : (data ?? null);
}
