// What everything on a case is called: asked once for the page, read by all of its parts.
import { createContext, use, type ReactNode } from 'react';
import { useCatalogue, useNames } from '../api/queries';
import { me } from '#screens/session';
import { useBodyName } from '../frame/body-name';
import { useLanguage } from '#screens/language';
import { bodyOf } from '#rules/acting';
import { type EventView } from '#contracts/cases.dto';
import { type ItemView } from '#contracts/registry.dto';
import { type ShownCase } from './view';

interface Names {
  body: (id: string) => string;
  item: string;
  park: string;
  applicant: string | null;
  actor: (event: EventView) => string;
  /** An officer by id. */
  person: (id: string) => string;
}

const Context = createContext<Names | null>(null);

/** Names for the parts of a case. */
export function CaseNames({ view, item, children }: { view: ShownCase; item: ItemView; children: ReactNode }) {
  const { t } = useLanguage();
  const { itemName, parkName } = useCatalogue();
  const ids = [
    view.applicant,
    view.owner,
    view.inNameOf,
    `window:${view.park}`,
    ...item.reviewers.map(({ body }) => body),
    ...view.steps.flatMap(({ body, assignee }) => [body, ...(assignee === null ? [] : [assignee])]),
    ...view.timeline.flatMap(({ data }) =>
      [data['inPlaceOf'], data['assignee']].filter((id) => typeof id === 'string'),
    ),
    ...(view.hearing ? [`person:${view.hearing.chair}`] : []),
    ...(view.proposal ? [view.proposal.by] : []),
    ...view.timeline.map(({ actor }) => actor).filter((actor) => actor !== 'time'),
  ];
  const nameOf = useNames(ids);
  const named = useBodyName(nameOf);
  const actor = (event: EventView) => {
    const body = bodyOf(event, view);
    if (body === null) return t('body.time');
    const name = event.actor === `person:${me().id}` ? t('body.you') : nameOf(event.actor);
    if (name === event.actor) return named(body); // people of an enterprise are named by nobody
    const officer = event.data['inPlaceOf'];
    return typeof officer !== 'string'
      ? t('body.officer', { body: named(body), name })
      : t('body.deputy', { body: named(body), name, officer: nameOf(officer) });
  };
  const applicant = nameOf(view.applicant);
  return (
    <Context
      value={{
        body: named,
        item: itemName(view.item),
        park: parkName(view.park),
        applicant: applicant === view.applicant ? null : applicant,
        actor,
        person: (id) => nameOf(`person:${id}`),
      }}
    >
      {children}
    </Context>
  );
}

/** The names of the case around. */
export function useCaseNames(): Names {
  const names = use(Context);
  if (!names) throw new Error('names are read inside of CaseNames');
  return names;
}
