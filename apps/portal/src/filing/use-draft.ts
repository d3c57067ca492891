// The draft of a page: what is typed is kept shortly after, and at once when the page is left.
import { useCallback, useEffect, useRef, useState } from 'react';
import { type PersonView } from '#contracts/registry.dto';
import { enterprisesOf } from '../frame/person';
import { discardDraft, keepDraft, readDraft, type Draft } from './draft';

const KEEP_AFTER_MS = 400;

/** The draft with its ways to change, discard and forget it (sent: nothing more to keep). */
export function useDraft(person: PersonView, item: string) {
  const [draft, setDraft] = useState<Draft>(() => begun(readDraft(localStorage, person.id, item), person));
  const waiting = useRef<Draft | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const keep = useCallback(() => {
    clearTimeout(timer.current);
    if (!waiting.current) return;
    const kept = keepDraft(localStorage, person.id, item, waiting.current);
    waiting.current = null;
    setDraft((now) => ({ ...now, savedAt: kept.savedAt }));
  }, [person.id, item]);
  useEffect(() => {
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [keep]);
  const change = (more: Partial<Draft>) => {
    const next = { ...(waiting.current ?? draft), ...more };
    waiting.current = next;
    setDraft(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(keep, KEEP_AFTER_MS);
  };
  const forget = () => {
    waiting.current = null;
    clearTimeout(timer.current);
    discardDraft(localStorage, person.id, item);
  };
  const discard = () => {
    forget();
    setDraft(begun(readDraft(localStorage, person.id, item), person));
  };
  return { draft, change, discard, forget };
}

/** Who acts for one enterprise alone need not choose it; one that a person no longer acts for is none. */
function begun(draft: Draft, person: PersonView): Draft {
  const own = enterprisesOf(person);
  const chosen = draft.applicant !== null && own.includes(draft.applicant) ? draft.applicant : null;
  return { ...draft, applicant: chosen ?? (own.length === 1 ? own[0]! : null) };
}
