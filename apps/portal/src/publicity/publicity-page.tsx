// What is shown to the public (公示), for anybody: whose application for what, who decides, until when, and how to object.
// 上海市城乡规划条例 37.
import { type ReactNode } from 'react';
import { Link } from 'react-router';
import { type PublicityRow } from '#contracts/cases.dto';
import { usePublicity } from '../api/queries';
import { usePage } from '../frame/page';
import { usePerson } from '../frame/person';
import { Loading } from '#screens/parts/loading';
import { ProblemPage } from '../problem/problem-page';
import { StaleNote } from '../problem/stale-note';
import { useLanguage } from '#screens/language';
import { dayText } from '#screens/times';

export function Component() {
  const { t } = useLanguage();
  const heading = usePage(t('publicity.title'));
  const shown = usePublicity();
  if (shown.isError && !shown.data) return <ProblemPage error={shown.error} onRetry={() => void shown.refetch()} />;
  const rows = shown.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {t('publicity.title')}
      </h1>
      <p>{t('publicity.lead')}</p>
      <h2>{t('publicity.how')}</h2>
      <p>{t('publicity.where')}</p>
      <p>{t('publicity.what')}</p>
      <StaleNote isStale={shown.isError} />
      {shown.isPending && <Loading />}
      {shown.data && rows.length === 0 && <p className="empty">{t('publicity.none')}</p>}
      <ul className="cases">
        {rows.map((row) => (
          <Shown key={row.number} row={row} />
        ))}
      </ul>
      {shown.hasNextPage && (
        <p className="row">
          <button
            type="button"
            className="button button-plain"
            aria-disabled={shown.isFetchingNextPage}
            onClick={() => void shown.fetchNextPage()}
          >
            {t('publicity.more')}
          </button>
        </p>
      )}
    </>
  );
}

function Shown({ row }: { row: PublicityRow }) {
  const { t, language } = useLanguage();
  const isAtWindow = usePerson()?.mandates.some(({ role }) => role === 'WINDOW') ?? false;
  const { number, item, park, applicant, owner, inNameOf } = row;
  const decides =
    owner.body === inNameOf.body
      ? owner[language]
      : t('publicity.inNameOf', { body: owner[language], name: inNameOf[language] });
  return (
    <li>
      <h2>
        <Link to={`/items/${item.code}`}>{item[language]}</Link>
      </h2>
      <p className="number-small">{number}</p>
      <dl className="shown">
        <Fact name={t('publicity.applicant')}>{applicant[language]}</Fact>
        <Fact name={t('publicity.park')}>{park[language]}</Fact>
        <Fact name={t('publicity.decides')}>{decides}</Fact>
        <Fact name={t('publicity.days')}>
          <Days {...row} />
        </Fact>
      </dl>
      {/* Objections are recorded at the window, in the other screen: whoever works there is led to the case. */}
      {isAtWindow && (
        <a href={`/console/cases/${number}`} aria-label={t('publicity.recordOf', { number })}>
          {t('publicity.record')}
        </a>
      )}
    </li>
  );
}

function Days({ from, until }: Pick<PublicityRow, 'from' | 'until'>) {
  const { t, language } = useLanguage();
  const span = t('publicity.span', { from: dayText(from, language), until: dayText(until.on, language) });
  return until.provisional ? t('publicity.provisional', { span }) : span;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
