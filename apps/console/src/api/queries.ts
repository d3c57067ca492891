// What screens read, by TanStack Query: one key for each thing, so that a hint can say what is to be asked again.
import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { type BundleView } from '#contracts/bundles.dto';
import { type Page, type TaskPage } from '#contracts/cases.dto';
import { type ItemRow, type ItemView, type NamesView, type OfficersView, type ParkView } from '#contracts/registry.dto';
import { type ShownCase } from '../case/view';
import { tellTime } from '#screens/business-time';
import { useLanguage } from '#screens/language';
import { call } from '#screens/client';
import { type Language } from '#screens/problem';

const MINUTE = 60_000;
const MOST_AT_ONCE = 100;
/** Stands for a name on its way. */
const NOT_YET = '…';

/** A list that changes by decree. */
const CATALOGUE = { staleTime: 10 * MINUTE };

/** Open work of one queue, or of all of one's own, on one's own desk, on nobody's or on any (null), page after page. */
export function useTasks(queue: string | null, desk: 'me' | 'nobody' | null) {
  return useInfiniteQuery({
    queryKey: ['tasks', queue, desk],
    queryFn: async ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: '50' });
      if (queue) query.set('queue', queue);
      if (desk) query.set('desk', desk);
      if (pageParam) query.set('cursor', pageParam);
      return tellTime(await call<TaskPage>(`/api/v1/tasks?${query.toString()}`, { signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: MINUTE,
  });
}

/** One case as this person may see it. */
export function useCase(number: string) {
  return useQuery({
    queryKey: ['case', number],
    queryFn: async ({ signal }) =>
      tellTime(await call<ShownCase>(`/api/v1/cases/${encodeURIComponent(number)}`, { signal })),
    refetchInterval: MINUTE,
  });
}

/** A bundle as far as this person sees it. Hints tell its number as that of a case. */
export function useBundle(number: string) {
  return useQuery({
    queryKey: ['case', number, 'bundle'],
    queryFn: ({ signal }) => call<BundleView>(`/api/v1/bundles/${encodeURIComponent(number)}`, { signal }),
    refetchInterval: MINUTE,
  });
}

/** One item with its form and limits. */
export function useItem(code: string | undefined) {
  return useQuery({
    queryKey: ['item', code],
    queryFn: ({ signal }) => call<ItemView>(`/api/v1/items/${code}`, { signal }),
    enabled: code !== undefined,
    ...CATALOGUE,
  });
}

/** The catalogue, and the parks of the zone. */
export function useCatalogue() {
  const items = useQuery({
    queryKey: ['items'],
    queryFn: ({ signal }) => call<Page<ItemRow>>('/api/v1/items', { signal }),
    ...CATALOGUE,
  });
  const parks = useQuery({
    queryKey: ['parks'],
    queryFn: ({ signal }) => call<Page<ParkView>>('/api/v1/parks', { signal }),
    ...CATALOGUE,
  });
  const { language } = useLanguage();
  const named = (rows: readonly (ItemRow | ParkView)[] | undefined, code: string) =>
    rows?.find((row) => row.code === code)?.name[language] ?? code;
  return {
    itemName: (code: string) => named(items.data?.items, code),
    parkName: (code: string) => named(parks.data?.items, code),
  };
}

/** Who holds office today in these bodies, or in all; `expert` stands for every expert. */
export function useOfficers(of: readonly string[] | 'all') {
  const query = of === 'all' ? '' : new URLSearchParams({ of: of.join(',') }).toString();
  return useQuery({
    queryKey: ['officers', query],
    queryFn: async ({ signal }) => (await call<OfficersView>(`/api/v1/officers?${query}`, { signal })).officers,
    enabled: of.length > 0,
    staleTime: 5 * MINUTE,
  });
}

/** What ids are called, in the language of the screen; an id that has no name stands for itself. */
export function useNames(ids: readonly string[]): (id: string) => string {
  const { language } = useLanguage();
  const wanted = [...new Set(ids)].sort();
  const parts = Array.from({ length: Math.ceil(wanted.length / MOST_AT_ONCE) }, (_, n) =>
    wanted.slice(n * MOST_AT_ONCE, (n + 1) * MOST_AT_ONCE),
  );
  const found = useQueries({
    queries: parts.map((of) => ({
      queryKey: ['names', ...of],
      queryFn: () => call<NamesView>(`/api/v1/names?of=${of.join(',')}`),
      placeholderData: keepPreviousData,
      ...CATALOGUE,
    })),
  });
  const isComing = found.some(({ isPending }) => isPending);
  return (id) => nameIn(found, id, language) ?? (isComing ? NOT_YET : id);
}

const nameIn = (found: readonly { data?: NamesView | undefined }[], id: string, language: Language) =>
  found.map(({ data }) => data?.names[id]?.[language]).find((name) => name !== undefined);
