// Where business time stands, as the last answer told: the law goes by it, and in a demonstration it may be moved.
import { skipToken, useQuery } from '@tanstack/react-query';
import { answers } from './answers';

/** What lists and cases tell beside themselves. */
export interface BusinessTime {
  now: string;
  timeIsMoved: boolean;
}

/** Keeps it. */
export function tellTime<T extends BusinessTime>(answer: T): T {
  const { now, timeIsMoved } = answer;
  answers.setQueryData<BusinessTime>(['time'], { now, timeIsMoved });
  return answer;
}

/** The last that was told; undefined before the first answer. */
export function useBusinessTime(): BusinessTime | undefined {
  return useQuery<BusinessTime>({ queryKey: ['time'], queryFn: skipToken, staleTime: Infinity }).data;
}
