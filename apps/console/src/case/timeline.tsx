// What happened, when, and who did it: the newest first, with the words that were written.
import { type EventView } from '#contracts/cases.dto';
import { useLanguage } from '#screens/language';
import { dayText, timeText } from '#screens/times';
import { useCaseNames } from './case-names';
import { formFields } from './form-fields';
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
            <EventDetails event={event} schema={schema} view={view} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function EventDetails({ event, schema, view }: TimelineProps & { event: EventView }) {
  const { t, maybe, language } = useLanguage();
  const names = useCaseNames();
  const { data } = event;
  const fields = formFields(schema, view.form, language);
  const facts = [
    ...papersOf(event, view).map(({ title, number }) => `${title[language]} ${number}`),
    ...['verdict', 'outcome', 'reason', 'method', 'finding'].flatMap((name) => {
      const value = data[name];
      return typeof value === 'string' ? [maybe(`choice.${value}`) ?? value] : [];
    }),
    ...(typeof data['on'] === 'string' ? [dayText(data['on'], language)] : []),
    ...(typeof data['expert'] === 'string' ? [names.body(data['expert'])] : []),
    ...(typeof data['assignee'] === 'string' ? [names.person(data['assignee'].replace(/^person:/, ''))] : []),
    ...(typeof data['of'] === 'number' ? [t('eventData.ofN', { n: data['n'], of: data['of'] })] : []),
    ...(typeof data['counts'] === 'string' ? [t('eventData.notice', { n: data['n'] })] : []),
    ...(typeof data['days'] === 'number' ? [t('unit.days', { n: data['days'] })] : []),
    ...(typeof data['net'] === 'number' ? [t('eventData.net', { n: data['net'] })] : []),
    ...(isLater(event) ? [t('eventData.recordedAt', { at: timeText(event.recordedAt, language) })] : []),
  ];
  const labelOf = (name: string) => {
    const pointer = Array.isArray(data['items']) ? (data['items'] as unknown[])[Number(name.split('.')[1])] : undefined;
    if (name.startsWith('items.'))
      return fields.find((field) => field.pointer === pointer)?.title ?? t('doing.noField');
    return maybe(`field.${name}`) ?? name;
  };
  return (
    <>
      {facts.length > 0 && <p>{facts.join(' · ')}</p>}
      {Object.entries(event.texts).map(([name, text]) => (
        <p key={name} className="written">
          <span className="quiet">{labelOf(name)}</span> {text}
        </p>
      ))}
    </>
  );
}

/** The papers of the case that an event is about: what was served or handed out. */
function papersOf({ data }: EventView, { instruments }: ShownCase): ShownCase['instruments'] {
  const named = (data['papers'] ?? []) as readonly { id: string }[];
  return instruments.filter(({ id }) => named.some((one) => one.id === id));
}

/** An act of time is recorded after its legal instant; within a minute nobody needs to know. */
const isLater = ({ effectiveAt, recordedAt }: EventView) => Date.parse(recordedAt) - Date.parse(effectiveAt) > 60_000;
