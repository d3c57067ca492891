// One's own cases, newest first, and drafts that wait.
import { Link } from 'react-router';
import { type CaseRow } from '#contracts/cases.dto';
import { useCatalogueNames, useNames, useOwnCases } from '../api/queries';
import { usePage } from '../frame/page';
import { codeOfEnterprise } from '../frame/person';
import { Loading } from '#screens/parts/loading';
import { ProblemPage } from '../problem/problem-page';
import { StaleNote } from '../problem/stale-note';
import { useLanguage } from '#screens/language';
import { dayText, timeText } from '#screens/times';
import { StatusTag } from './status-tag';

export function Component() {
  const { t } = useLanguage();
  const heading = usePage(t('cases.title'));
  const cases = useOwnCases();
  if (cases.isError && !cases.data) return <ProblemPage error={cases.error} onRetry={() => void cases.refetch()} />;
  const rows = cases.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {t('cases.title')}
      </h1>
      <StaleNote isStale={cases.isError} />
      {cases.isPending && <Loading />}
      {cases.data && rows.length === 0 && <Nothing />}
      <CaseRows rows={rows} />
      {cases.hasNextPage && (
        <button
          type="button"
          className="button button-plain"
          aria-disabled={cases.isFetchingNextPage}
          onClick={() => void cases.fetchNextPage()}
        >
          {t('cases.more')}
        </button>
      )}
    </>
  );
}

function Nothing() {
  const { t } = useLanguage();
  return (
    <div className="empty">
      <p>{t('cases.empty')}</p>
      <p>
        <Link className="button" to="/">
          {t('cases.find')}
        </Link>
      </p>
    </div>
  );
}

function CaseRows({ rows }: { rows: readonly CaseRow[] }) {
  const { t, language } = useLanguage();
  const { itemName, parkName } = useCatalogueNames();
  const nameOf = useNames(rows.map(({ applicant }) => applicant));
  return (
    <ul className="cases">
      {rows.map(({ number, item, park, applicant, status, receivedAt, dueOn }) => (
        <li key={number}>
          <Link to={`/cases/${number}`}>
            <strong>{itemName(item)}</strong>
            <StatusTag status={status} />
          </Link>
          <p className="quiet">
            {number} · {parkName(park)} · {codeOfEnterprise(nameOf(applicant))}
          </p>
          <p className="quiet">
            {t('cases.received', { at: timeText(receivedAt, language) })}
            {dueOn !== null && <> · {t('cases.due', { on: dayText(dueOn, language) })}</>}
          </p>
        </li>
      ))}
    </ul>
  );
}
