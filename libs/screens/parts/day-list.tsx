// Every day between start and date: counted or not, and why.
import { type DayView } from '#contracts/cases.dto';
import { useLanguage } from '../language';
import { dayText } from '../times';

/** The days of a date, in order. */
export function DayList({ days }: { days: readonly DayView[] }) {
  const { t, language } = useLanguage();
  return (
    <table className="plain-table days">
      <caption>{t('dates.dayList')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('dates.dayOn')}</th>
          <th scope="col">{t('dates.dayCounts')}</th>
          <th scope="col">{t('dates.dayWhy')}</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ on, counts, n, why }) => (
          <tr key={on} className={counts ? 'counted' : 'uncounted'}>
            <td>{dayText(on, language)}</td>
            <td>{counts ? t('dates.day.counts', { n }) : t('dates.day.not')}</td>
            <td>{t(`dates.why.${why}`, { defaultValue: why })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
