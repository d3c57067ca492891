// A figure that was opened: what it means, and the cases behind it, page after page.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type Page } from '#contracts/cases.dto';
import { type BothLanguages, type FigureName, type TurnaroundCase } from '#contracts/oversight.dto';
import { call } from '#screens/client';
import { ProblemPage } from '../problem/problem-page';
import { Loading } from '#screens/parts/loading';
import { useLanguage } from '#screens/language';
import { dayText } from '#screens/times';
import { columnOf, written, type Line } from './figures';

/** Which figure of which line. */
export interface Opened {
  line: Line;
  name: string;
  column: string;
}

interface OpenFigureProps {
  opened: Opened | null;
  definitions: Record<FigureName, BothLanguages>;
  onClose: () => void;
}

export function OpenFigure({ opened, definitions, onClose }: OpenFigureProps) {
  return (
    <Drawer title={opened?.name} open={opened !== null} onClose={onClose} size="min(100vw, 640px)" destroyOnHidden>
      {opened && <Figure opened={opened} definitions={definitions} />}
    </Drawer>
  );
}

function Figure({ opened, definitions }: { opened: Opened; definitions: OpenFigureProps['definitions'] }) {
  const { t, language } = useLanguage();
  const column = columnOf(opened.column);
  const figure = t(`turnaround.figure.${column.name}`);
  const value = column.of(opened.line);
  const text =
    column.unit === 'baseline' && typeof value === 'string'
      ? t(`turnaround.baseline.${value}`)
      : (written(value, column.unit, language) ?? t('state.unknown'));
  const baseline = { cutBefore: 'before', cutStatutory: 'statutory', cutPromise: 'promise' } as const;
  const compared = column.name in baseline ? opened.line.cut[baseline[column.name as keyof typeof baseline]] : null;
  return (
    <>
      <p className="headline">
        <strong className="big">{text}</strong> {figure}
        {opened.line.isFew && <> · {t('turnaround.few')}</>}
      </p>
      {compared && (
        <p>
          {t('turnaround.ofN', { n: compared.n })} ·{' '}
          {t(compared.isOverThird ? 'turnaround.overThird' : 'turnaround.notOverThird')}
        </p>
      )}
      <h3>{t('turnaround.definition', { figure })}</h3>
      <p className="definition">{definitions[column.defines][language]}</p>
      <Cases line={opened.line} first={column.name === 'onTheSpot' ? 'onTheSpot' : 'decided'} />
    </>
  );
}

const SETS = { decided: 'decided', onTheSpot: 'on-the-spot', before: 'before' } as const;
type SetName = keyof typeof SETS;

function Cases({ line, first }: { line: Line; first: SetName }) {
  const { t } = useLanguage();
  const [set, setSet] = useState<SetName>(first);
  const cases = useInfiniteQuery({
    queryKey: ['turnaround-cases', line.cases[set]],
    queryFn: ({ pageParam, signal }) =>
      call<Page<TurnaroundCase>>(line.cases[set] + (pageParam && `&cursor=${encodeURIComponent(pageParam)}`), {
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const rows = cases.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <h3>{t('turnaround.cases')}</h3>
      <div className="urgencies" role="group" aria-label={t('turnaround.cases')}>
        {(Object.keys(SETS) as SetName[]).map((name) => (
          <button key={name} type="button" className="urgency" aria-pressed={name === set} onClick={() => setSet(name)}>
            {t(`turnaround.set.${SETS[name]}`)}
          </button>
        ))}
      </div>
      {cases.isError ? (
        <ProblemPage error={cases.error} onRetry={() => void cases.refetch()} />
      ) : cases.isPending ? (
        <Loading />
      ) : rows.length === 0 ? (
        <p className="quiet">{t('turnaround.casesEmpty')}</p>
      ) : (
        <ul className="cards">
          {rows.map((row) => (
            <CaseLine key={row.number} row={row} />
          ))}
        </ul>
      )}
      {cases.hasNextPage && (
        <Button block loading={cases.isFetchingNextPage} onClick={() => void cases.fetchNextPage()}>
          {t('state.more')}
        </Button>
      )}
    </>
  );
}

function CaseLine({ row }: { row: TurnaroundCase }) {
  const { t, language } = useLanguage();
  return (
    <li className="card">
      <p className="row">
        <Link className="number" to={`/cases/${row.number}`}>
          {row.number}
        </Link>
        <span className={`tag ${row.isOnTime ? 'outcome-agree' : 'outcome-disagree'}`}>
          {t(row.isOnTime ? 'turnaround.onTimeCase' : 'turnaround.late')}
        </span>
      </p>
      <p>
        {dayText(row.receivedOn, language)} – {dayText(row.decidedOn, language)}
      </p>
      <p className="quiet">
        {t('turnaround.net', { n: row.net })}
        {row.numbers.length > 1 && <> · {t('turnaround.merged', { n: row.numbers.length })}</>}
      </p>
    </li>
  );
}
