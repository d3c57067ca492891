// What the applicant may do now: mend what the notice names, withdraw.
import { Link } from 'react-router';
import { DefectList } from '../filing/defect-list';
import { defectsOf } from '../filing/defects';
import { useLanguage } from '../texts/language';
import { type ShownCase } from './view';
import { WithdrawDialog } from './withdraw-dialog';

export function ToDo({ view, schema }: { view: ShownCase; schema: Record<string, unknown> }) {
  const { t } = useLanguage();
  const may = (act: string) => view.next.some((one) => one.act === act);
  const [own] = view.steps.filter(({ kind, endedAt }) => kind === 'CORRECTION' && endedAt === null);
  return (
    <div className="to-do no-print">
      {may('supplement') && own && (
        <>
          <DefectList defects={defectsOf(view.timeline)} schema={schema} isOnForm={false} />
          <Link className="button" to={`/cases/${view.number}/supplement`}>
            {t('supplement.begin')}
          </Link>
        </>
      )}
      <Link className="button button-plain" to={`/cases/${view.number}/receipt`}>
        {t('receipt.title')}
      </Link>
      {may('withdraw') && <WithdrawDialog number={view.number} />}
    </div>
  );
}
