// What screens read, by TanStack Query: one key for each thing, so that a hint can say what is to be asked again.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type BundleView } from '#contracts/bundles.dto';
import { type CaseRow, type Page, type PublicityRow } from '#contracts/cases.dto';
import { type BundleKind, type ItemRow, type ItemView, type NamesView, type ParkView } from '#contracts/registry.dto';
import { type ShownCase } from '../cases/view';
import { tellTime } from '#screens/business-time';
import { useLanguage } from '#screens/language';
import { call } from '#screens/client';

const MINUTE = 60_000;

/** A list that changes by decree. */
const CATALOGUE = { staleTime: 10 * MINUTE };

/** All items. */
export function useItems() {
  return useQuery({
    queryKey: ['items'],
    queryFn: ({ signal }) => call<Page<ItemRow>>('/api/v1/items', { signal }),
    ...CATALOGUE,
  });
}

/** One item with its form and limits. */
export function useItem(code: string | undefined) {
  return useQuery({
    queryKey: ['item', code],
    queryFn: ({ signal }) => call<ItemView>(`/api/v1/items/${encodeURIComponent(code!)}`, { signal }),
    enabled: code !== undefined,
    ...CATALOGUE,
  });
}

/** All parks. */
export function useParks() {
  return useQuery({
    queryKey: ['parks'],
    queryFn: ({ signal }) => call<Page<ParkView>>('/api/v1/parks', { signal }),
    ...CATALOGUE,
  });
}

/** What is shown to the public now, page after page. */
export function usePublicity() {
  return useInfiniteQuery({
    queryKey: ['publicity'],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: '20' });
      if (pageParam) query.set('cursor', pageParam);
      return call<Page<PublicityRow>>(`/api/v1/publicity?${query.toString()}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: MINUTE,
  });
}

/** One's own cases, page after page. */
export function useOwnCases() {
  return useInfiniteQuery({
    queryKey: ['cases'],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: '20' });
      if (pageParam) query.set('cursor', pageParam);
      return call<Page<CaseRow>>(`/api/v1/cases?${query.toString()}`, { signal });
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

/** All bundles of the catalogue. */
export function useBundleKinds() {
  return useQuery({
    queryKey: ['bundles'],
    queryFn: ({ signal }) => call<Page<BundleKind>>('/api/v1/catalogue/bundles', { signal }),
    ...CATALOGUE,
  });
}

/** One bundle. Hints tell its number as that of a case. */
export function useBundle(number: string) {
  return useQuery({
    queryKey: ['case', number, 'bundle'],
    queryFn: ({ signal }) => call<BundleView>(`/api/v1/bundles/${encodeURIComponent(number)}`, { signal }),
    refetchInterval: MINUTE,
  });
}

/** What items and parks are called; a code that has no name stands for itself. */
export function useCatalogueNames() {
  const { language } = useLanguage();
  const named = (rows: readonly (ItemRow | ParkView)[] | undefined, code: string) =>
    rows?.find((row) => row.code === code)?.name[language] ?? code;
  const [items, parks] = [useItems().data?.items, useParks().data?.items];
  return { itemName: (code: string) => named(items, code), parkName: (code: string) => named(parks, code) };
}

/** What bodies and officers are called, in the language of the screen; an id that has no name stands for itself. */
export function useNames(ids: readonly string[]): (id: string) => string {
  const { language } = useLanguage();
  const of = [...new Set(ids)].sort().slice(0, 200);
  const { data } = useQuery({
    queryKey: ['names', ...of],
    queryFn: ({ signal }) => call<NamesView>(`/api/v1/names?of=${of.map(encodeURIComponent).join(',')}`, { signal }),
    enabled: of.length > 0,
    ...CATALOGUE,
  });
  return (id) => data?.names[id]?.[language] ?? id;
}
