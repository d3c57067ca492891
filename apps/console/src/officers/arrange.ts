// What is asked and sent about officers: deputies, what an officer holds, and handing it over.
import { useMutation, useQuery } from '@tanstack/react-query';
import { type TaskView } from '#contracts/cases.dto';
import {
  type DeputiesView,
  type DeputyView,
  type HandOverDto,
  type OfficerView,
  type SetDeputyDto,
} from '#contracts/deputies.dto';
import { answers } from '#screens/answers';
import { call } from '#screens/client';
import { answered, keyFor } from '#screens/key';
import { isPassing, type Problem } from '#screens/problem';

/** What an officer holds today, with every step on the desk. */
export type OfficerWork = OfficerView & { steps: TaskView[] };

/** What became of one step that was handed over. */
export interface HandedStep {
  number: string;
  step: string;
  kind: string;
  outcome: 'REASSIGNED' | 'RELEASED' | 'REFUSED';
  why?: string;
  problem?: Problem;
}

const of = (officer: string) => `/api/v1/officers/${encodeURIComponent(officer)}`;
const changed = () =>
  Promise.all(['deputies', 'officer-work', 'tasks'].map((key) => answers.invalidateQueries({ queryKey: [key] })));

/** Deputies of an officer, and for whom he or she stands in, from today on. */
export function useDeputies(officer: string) {
  return useQuery({
    queryKey: ['deputies', officer],
    queryFn: ({ signal }) =>
      call<DeputiesView>(`/api/v1/deputies?${new URLSearchParams({ officer }).toString()}`, { signal }),
  });
}

/** Names a deputy. The same again is the same deputy, so it needs no key. */
export function useSettingDeputy() {
  return useMutation({
    mutationFn: (body: SetDeputyDto) => call<DeputyView>('/api/v1/deputies', { method: 'POST', body }),
    onSuccess: changed,
  });
}

/** Ends one. */
export function useEndingDeputy() {
  return useMutation({
    mutationFn: ({ id }: DeputyView) => call<DeputiesView>(`/api/v1/deputies/${id}`, { method: 'DELETE' }),
    onSuccess: changed,
  });
}

/** What an officer holds. */
export function useOfficerWork(officer: string) {
  return useQuery({
    queryKey: ['officer-work', officer],
    queryFn: ({ signal }) => call<OfficerWork>(`${of(officer)}/work`, { signal }),
  });
}

/** Hands all of it over. One key until it is answered: sent again, it does what is left. */
export function useHandingOver(officer: string) {
  const what = `hand-over/${officer}`;
  return useMutation({
    mutationFn: (body: HandOverDto) =>
      call<{ officer: OfficerView; rows: HandedStep[] }>(`${of(officer)}/hand-over`, {
        method: 'POST',
        body,
        key: keyFor(sessionStorage, what, body),
      }),
    onSuccess: () => (answered(sessionStorage, what), changed()),
    onError: (cause) => {
      if (!isPassing(cause)) answered(sessionStorage, what);
    },
  });
}
