// What the applicant may do now: mend what the notice names, bring what is to follow, ask for a hearing, promise and report
// what was fixed, write, withdraw; of a licence: ask for renewal or a correction, give it up.
import { Link } from 'react-router';
import { DefectList } from '../filing/defect-list';
import { defectsOf } from '../filing/defects';
import { useLanguage } from '#screens/language';
import { dayText } from '#screens/times';
import { isPastAsking } from './licence';
import { type ShownCase } from './view';
import { WordDialog } from './word-dialog';

/** Is the day over? Days of business time in Shanghai, as everywhere. */
const isPast = (on: string, { now }: Pick<ShownCase, 'now'>) => now.slice(0, 10) > on;

export function ToDo({ view, schema }: { view: ShownCase; schema: Record<string, unknown> }) {
  const { t, language } = useLanguage();
  const may = (act: string) => view.next.some((one) => one.act === act);
  const [own] = view.steps.filter(
    ({ kind, endedAt }) => (kind === 'CORRECTION' || kind === 'LATE_MATERIAL') && endedAt === null,
  );
  const isLate = may('bring-late-material');
  return (
    <div className="to-do no-print">
      {(may('supplement') || isLate) && own && (
        <>
          <DefectList defects={defectsOf(view.timeline)} schema={schema} isOnForm={false} />
          <Link className="button" to={`/cases/${view.number}/supplement`}>
            {t(isLate ? 'supplement.beginLate' : 'supplement.begin')}
          </Link>
        </>
      )}
      <Link className="button button-plain" to={`/cases/${view.number}/receipt`}>
        {t('receipt.title')}
      </Link>
      {may('give-promise') && <WordDialog number={view.number} about="promise" />}
      {may('report-fix') && <WordDialog number={view.number} about="reportFix" />}
      {may('ask-hearing') && <WordDialog number={view.number} about="askHearing" />}
      {may('ask-renewal') && !isPastAsking(view) && <WordDialog number={view.number} about="askRenewal" />}
      {may('ask-correction') && <WordDialog number={view.number} about="askCorrection" />}
      {may('ask-reconsideration') && view.askReconsiderationBy !== null && !isPast(view.askReconsiderationBy, view) && (
        <>
          <p className="note">{t('reconsideration.askBy', { on: dayText(view.askReconsiderationBy, language) })}</p>
          <WordDialog number={view.number} about="askReconsideration" />
        </>
      )}
      <WordDialog number={view.number} about="message" />
      {may('withdraw') && <WordDialog number={view.number} about="withdraw" />}
      {may('surrender-licence') && <WordDialog number={view.number} about="surrender" />}
    </div>
  );
}
