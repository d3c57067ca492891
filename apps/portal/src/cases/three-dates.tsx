// The three dates of a case: statute, promise and the time taken. Each says how it came about, line by line and day by day.
import { type CountedDateView } from '#contracts/cases.dto';
import { type ItemView, type LimitView } from '#contracts/registry.dto';
import { useLanguage } from '#screens/language';
import { dayText, timeText } from '#screens/times';
import { DayList } from '#screens/parts/day-list';
import { Explained } from '#screens/parts/explained';
import { movesOf } from '#rules/moves';
import { kindOf } from './who';
import { type ShownCase } from './view';

interface DatesProps {
  view: ShownCase;
  item: ItemView;
}

export function ThreeDates({ view, item }: DatesProps) {
  const { t } = useLanguage();
  const { clock } = view;
  return (
    <section aria-labelledby="dates">
      <h2 id="dates">{t('dates.title')}</h2>
      <div className="three">
        <LegalLimit name="statutory" date={clock.statutory} limit={item.limits.statutory} view={view} item={item} />
        <LegalLimit name="promised" date={clock.promised} limit={item.limits.promised} view={view} item={item} />
        <Observed view={view} />
      </div>
    </section>
  );
}

interface LegalLimitProps extends DatesProps {
  name: 'statutory' | 'promised';
  date: CountedDateView | null;
  limit: LimitView;
}

function LegalLimit({ name, date, limit, view, item }: LegalLimitProps) {
  const { t, language } = useLanguage();
  const { due, state } = view.clock;
  const isMeasure = due?.basis === (name === 'statutory' ? 'STATUTE' : 'PROMISE');
  const inUnit = (n: number) => t(`unit.${unitOf(limit.unit)}`, { count: n });
  const began = item.start === 'RECEIPT' ? view.receivedAt : view.acceptedAt;
  const lines = [
    ...(began === null ? [] : [t(`dates.start.${item.start}`, { at: timeText(began, language) })]),
    t('dates.limit', { limit: t(`unit.${limit.unit}`, { count: date?.limit.value ?? limit.value }) }),
    `${t('dates.basis', { basis: limit.basis })} · ${t(`standing.${limit.standing}`)}`,
    ...useMoves(view),
    ...(date ? [t('dates.result', { on: dayText(date.dueOn, language) })] : []),
    ...(date?.provisional ? [t('dates.provisionalWhy')] : []),
    ...(!date && state === 'paused' ? [t('dates.resultPaused')] : []),
  ];
  const isOver = date !== null && Date.parse(view.endedAt ?? view.now) >= Date.parse(date.dueAt);
  return (
    <div className={`date ${isMeasure ? 'date-measure' : ''}`}>
      <h3>{t(`dates.${name}`)}</h3>
      {date ? (
        <>
          <p className="date-value">
            {t('dates.due', { on: dayText(date.dueOn, language) })}
            {date.provisional && <span className="tag">{t('dates.provisional')}</span>}
          </p>
          <p>
            {t('dates.used', { n: inUnit(date.used) })}
            {date.remaining !== null && state !== 'ended' && (
              <>
                {' '}
                ·{' '}
                {isOver ? (
                  <strong className="late">{t('dates.overdue')}</strong>
                ) : (
                  t('dates.remaining', { n: inUnit(date.remaining) })
                )}
              </>
            )}
          </p>
        </>
      ) : (
        <p className="date-value">{t(state === 'paused' ? 'dates.paused' : 'dates.notStarted')}</p>
      )}
      {!date && <p className="quiet">{t(state === 'paused' ? 'dates.pausedLead' : 'dates.notStartedLead')}</p>}
      {isMeasure && <p className="quiet">{t('dates.measured')}</p>}
      <Explained name={t(`dates.${name}`)} lines={lines}>
        {date && date.days.length > 0 && <DayList days={date.days} />}
      </Explained>
    </div>
  );
}

function Observed({ view }: { view: ShownCase }) {
  const { t, language } = useLanguage();
  const { clock, endedAt, acceptedAt } = view;
  const at = (instant: string) => timeText(instant, language);
  const basis = clock.due?.basis === 'STATUTE' ? clock.statutory : clock.promised;
  const inUnit = (n: number) => t(`unit.${unitOf(basis?.limit.unit ?? 'days')}`, { count: n });
  const lines = [
    t('dates.observedStart', { at: at(view.receivedAt) }),
    ...(acceptedAt === null ? [] : [t('dates.observedAccepted', { at: at(acceptedAt) })]),
    ...useMoves(view),
    endedAt === null
      ? t('dates.observedNow', { at: at(view.now) })
      : t('dates.observedEnded', { at: at(endedAt), status: t(`status.${view.status}`) }),
  ];
  const said =
    clock.state === 'paused'
      ? t('dates.paused')
      : clock.state === 'not-started' || !basis
        ? t('dates.notStarted')
        : clock.state === 'ended'
          ? t('dates.endedUsed', { n: inUnit(basis.used) })
          : clock.overdue
            ? t('dates.overdue')
            : t('dates.used', { n: inUnit(basis.used) });
  return (
    <div className={`date ${clock.overdue ? 'date-late' : ''}`}>
      <h3>{t('dates.observed')}</h3>
      <p className="date-value">{said}</p>
      {clock.state === 'running' && (
        <p>
          {t('dates.running')}
          {basis && basis.remaining !== null && !clock.overdue && (
            <> · {t('dates.remaining', { n: inUnit(basis.remaining) })}</>
          )}
        </p>
      )}
      {clock.acceptance && view.acceptedAt === null && endedAt === null && (
        <p>
          {t('dates.acceptance')} {t('dates.due', { on: dayText(clock.acceptance.dueOn, language) })}
        </p>
      )}
      <Explained name={t('dates.observed')} lines={lines}>
        {clock.days.length > 0 && <DayList days={clock.days} />}
      </Explained>
    </div>
  );
}

/** What moved the clock, each with its instant. */
function useMoves(view: ShownCase): string[] {
  const { t, language } = useLanguage();
  return movesOf(view.timeline).map(({ type, at, days }) => {
    const what = t(`event.${kindOf(type)}`) + (days === null ? '' : ` (${t('unit.days', { count: days })})`);
    return t('dates.moved', { at: timeText(at, language), what });
  });
}

/** Used and left of a limit in months are counted in days. */
const unitOf = (unit: string) => (unit === 'workday' || unit === 'day' ? unit : 'days');
