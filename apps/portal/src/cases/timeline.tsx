// What happened, when, and who did it: the newest first, with the words that were written.
import { type EventView } from '#contracts/cases.dto';
import { titleAt } from '../form/schema';
import { useLanguage } from '#screens/language';
import { dayText, timeText } from '#screens/times';
import { useCaseNames } from './case-names';
import { type ShownCase } from './view';
import { kindOf } from './who';

interface TimelineProps {
  view: ShownCase;
  schema: Record<string, unknown>;
}

export function Timeline({ view, schema }: TimelineProps) {
  const { t, maybe, language } = useLanguage();
  const names = useCaseNames();
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{t('case.timeline')}</h2>
      <ol className="timeline" reversed>
        {[...view.timeline].reverse().map((event) => (
          <li key={event.no}>
            <p>
              <strong>{maybe(`event.${kindOf(event.type)}`) ?? event.type}</strong>{' '}
              <time dateTime={event.effectiveAt}>{timeText(event.effectiveAt, language)}</time>
            </p>
            <p className="quiet">{names.actor(event)}</p>
            <Facts event={event} view={view} />
            <Written event={event} schema={schema} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Facts({ event: { data }, view }: Pick<TimelineProps, 'view'> & { event: EventView }) {
  const { t, maybe, language } = useLanguage();
  const papers = (data['papers'] ?? []) as readonly { id: string }[];
  const facts = [
    ...(view.instruments ?? [])
      .filter(({ id }) => papers.some((one) => one.id === id))
      .map(({ title, number }) => `${title[language]} ${number}`),
    ...['verdict', 'outcome', 'reason', 'finding'].flatMap((name) => {
      const value = data[name];
      return typeof value === 'string' ? [maybe(`fact.${value}`) ?? value] : [];
    }),
    ...(typeof data['method'] === 'string' ? [t(`papers.method.${data['method']}`)] : []),
    ...(typeof data['on'] === 'string' ? [dayText(data['on'], language)] : []),
    ...(typeof data['days'] === 'number' ? [t('unit.days', { count: data['days'] })] : []),
  ];
  return facts.length === 0 ? null : <p>{facts.join(' · ')}</p>;
}

function Written({ event, schema }: { event: EventView; schema: TimelineProps['schema'] }) {
  const { t, maybe, language } = useLanguage();
  const items = (event.data['items'] ?? []) as (string | null)[];
  const labelOf = (name: string) => {
    if (!name.startsWith('items.')) return maybe(`written.${name}`) ?? name;
    const pointer = items[Number(name.slice('items.'.length))] ?? null;
    return (pointer === null ? null : titleAt(schema, pointer, language)) ?? t('supplement.noField');
  };
  return (
    <>
      {Object.entries(event.texts).map(([name, text]) => (
        <p key={name} className="written">
          <span className="quiet">{labelOf(name)}</span> {text}
        </p>
      ))}
    </>
  );
}
