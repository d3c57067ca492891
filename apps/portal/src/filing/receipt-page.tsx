// The receipt of a filing: its number, what was filed and what comes next. Printable; with the sealed instrument when there is one.
import { Link, useParams } from 'react-router';
import { useCase, useCatalogueNames } from '../api/queries';
import { Papers } from '../cases/papers';
import { type ShownCase } from '../cases/view';
import { usePage } from '../frame/page';
import { EnterpriseName } from '../frame/enterprise-name';
import { Loading } from '#screens/parts/loading';
import { ProblemPage } from '../problem/problem-page';
import { useLanguage } from '#screens/language';
import { dayText, timeText } from '#screens/times';
import { StatusCode } from './status-code';

export function Component() {
  const { number } = useParams<'number'>();
  const view = useCase(number!);
  if (view.isError && !view.data) return <ProblemPage error={view.error} onRetry={() => void view.refetch()} />;
  return view.data ? <Receipt view={view.data} /> : <Loading />;
}

function Receipt({ view }: { view: ShownCase }) {
  const { t, language } = useLanguage();
  const heading = usePage(t('receipt.title'));
  const { itemName, parkName } = useCatalogueNames();
  const { acceptance } = view.clock;
  return (
    <div className="receipt">
      <div className="receipt-head">
        <h1 ref={heading} tabIndex={-1}>
          {t('receipt.title')}
        </h1>
        <p>{t('receipt.number')}</p>
        <p className="number">{view.number}</p>
      </div>
      <dl className="answers">
        <div>
          <dt>{t('case.item')}</dt>
          <dd>{itemName(view.item)}</dd>
        </div>
        <div>
          <dt>{t('case.applicant')}</dt>
          <dd>
            <EnterpriseName body={view.applicant} />
          </dd>
        </div>
        <div>
          <dt>{t('case.park')}</dt>
          <dd>{parkName(view.park)}</dd>
        </div>
        <div>
          <dt>{t('receipt.receivedAt')}</dt>
          <dd>{timeText(view.receivedAt, language)}</dd>
        </div>
        {view.status !== 'RECEIVED' && (
          <div>
            <dt>{t('case.status')}</dt>
            <dd>{t(`status.${view.status}`)}</dd>
          </div>
        )}
      </dl>
      {view.status === 'RECEIVED' && acceptance && (
        <p>{t('receipt.next', { on: dayText(acceptance.dueOn, language) })}</p>
      )}
      <StatusCode instruments={view.instruments ?? []} />
      <Papers number={view.number} instruments={view.instruments ?? []} />
      <p className="row no-print">
        <Link className="button" to={`/cases/${view.number}`}>
          {t('receipt.toCase')}
        </Link>
        <button type="button" className="button button-plain" onClick={() => window.print()}>
          {t('receipt.print')}
        </button>
      </p>
    </div>
  );
}
