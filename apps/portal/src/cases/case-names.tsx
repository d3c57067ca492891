// What everything on a case is called: asked once for the page, read by all of its parts.
import { createContext, use, type ReactNode } from 'react';
import { type EventView } from '#contracts/cases.dto';
import { useCatalogueNames, useNames } from '../api/queries';
import { usePerson } from '../frame/person';
import { useLanguage } from '#screens/language';
import { bodyOf } from '#rules/acting';
import { type ShownCase } from './view';

interface Names {
  body: (id: string) => string;
  park: string;
  actor: (event: EventView) => string;
}

const Context = createContext<Names | null>(null);

/** Names for the parts of a case. */
export function CaseNames({ view, children }: { view: ShownCase; children: ReactNode }) {
  const { t } = useLanguage();
  const person = usePerson();
  const { parkName } = useCatalogueNames();
  const bodies = view.timeline.flatMap((event) => bodyOf(event, view) ?? []);
  const nameOf = useNames([
    view.applicant,
    view.owner,
    view.inNameOf,
    ...bodies,
    ...view.steps.map(({ body }) => body),
  ]);
  const body = (id: string) => (id.startsWith('window:') ? t('body.window', { name: nameOf(id) }) : nameOf(id));
  const actor = (event: EventView) => {
    const acted = bodyOf(event, view);
    if (acted === null) return t('body.time');
    return event.actor === `person:${person?.id}` || event.actor === person?.id ? t('body.you') : body(acted);
  };
  return <Context value={{ body, park: parkName(view.park), actor }}>{children}</Context>;
}

/** The names of the case around. */
export function useCaseNames(): Names {
  const names = use(Context);
  if (!names) throw new Error('names are read inside of CaseNames');
  return names;
}
