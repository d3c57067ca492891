// The commission's table (办理用时): how long decisions take by park and item, each figure with its definition and its cases.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { type TurnaroundView } from '#contracts/oversight.dto';
import { maySeeFigures } from '#rules/access';
import { call } from '#screens/client';
import { useCatalogue } from '../api/queries';
import { me } from '#screens/session';
import { usePage } from '../frame/page';
import { Loading } from '#screens/parts/loading';
import { Message } from '../problem/message';
import { ProblemPage } from '../problem/problem-page';
import { useLanguage } from '#screens/language';
import { type Line } from './figures';
import { FiguresTable } from './figures-table';
import { HeatMap } from './heat-map';
import { OpenFigure, type Opened } from './open-figure';
import { GROUPS, queryOf, questionIn, type Group, type Question } from './question';
import { QuestionForm } from './question-form';

type Table = Omit<TurnaroundView, 'rows' | 'total'> & { rows: Line[]; total: Line };

export function Component() {
  const { t } = useLanguage();
  const heading = usePage(t('turnaround.title'));
  if (!maySeeFigures(me().mandates)) {
    return <Message heading={heading} title={t('state.forbidden')} lead={t('state.forbiddenLead')} />;
  }
  return <TurnaroundTable heading={heading} />;
}

function TurnaroundTable({ heading }: { heading: ReturnType<typeof usePage> }) {
  const { t } = useLanguage();
  const [params, setParams] = useSearchParams();
  const [opened, setOpened] = useState<Opened | null>(null);
  const question = questionIn(params);
  const query = queryOf(question).toString();
  const table = useQuery({
    queryKey: ['turnaround', query],
    queryFn: ({ signal }) => call<Table>(`/api/v1/turnaround?${query}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const lineName = useLineName();
  if (table.isError) return <ProblemPage heading={heading} error={table.error} onRetry={() => void table.refetch()} />;
  if (!table.data) return <Loading />;
  const { rows, total, definitions, position } = table.data;
  const groups = GROUPS.filter((group) => table.data.by.includes(group));
  const open = (line: Line, column: string) => setOpened({ line, name: lineName(line), column });
  return (
    <>
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {t('turnaround.title')}
        </h1>
        <p className="quiet">{t('turnaround.lead')}</p>
      </div>
      <QuestionForm question={question} onAsk={(next: Question) => setParams(queryOf(next))} />
      {total.n + total.onTheSpot === 0 ? (
        <div className="empty">
          <h2>{t('turnaround.empty')}</h2>
          <p className="quiet">{t('turnaround.emptyLead')}</p>
        </div>
      ) : (
        <>
          <Headline total={total} onOpen={(column) => open(total, column)} />
          <HeatMap rows={rows} groups={groups} onOpen={open} />
          <section aria-labelledby="table">
            <div className="page-head">
              <h2 id="table">{t('turnaround.table')}</h2>
              <p className="quiet">{t('turnaround.position', { n: position })}</p>
              <Download rows={rows} groups={groups} />
            </div>
            <FiguresTable rows={rows} total={total} groups={groups} onOpen={open} />
          </section>
        </>
      )}
      <OpenFigure opened={opened} definitions={definitions} onClose={() => setOpened(null)} />
    </>
  );
}

/** The cut to quote, with its baseline and its n. */
function Headline({ total, onOpen }: { total: Line; onOpen: (column: string) => void }) {
  const { t, language } = useLanguage();
  const { headline } = total;
  if (headline === null) return <p className="headline">{t('turnaround.noHeadline')}</p>;
  const { cut, n, isOverThird } = total.cut[headline];
  const percent = (cut ?? 0).toLocaleString(language, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <p className="headline">
      <button
        type="button"
        className="figure big"
        onClick={() => onOpen(headline === 'before' ? 'cutBefore' : 'cutStatutory')}
      >
        {percent}
      </button>{' '}
      {t('turnaround.headline', { name: t(`turnaround.baseline.${headline}`) })} · {t('turnaround.ofN', { n })} ·{' '}
      {t(isOverThird ? 'turnaround.overThird' : 'turnaround.notOverThird')}
      {total.isFew && <> · {t('turnaround.few')}</>}
    </p>
  );
}

/** A line in words: its park, item and month, or the total. */
function useLineName(): (line: Partial<Record<Group, string>>) => string {
  const { t } = useLanguage();
  const { itemName, parkName } = useCatalogue();
  return ({ park, item, month }) =>
    [park && parkName(park), item && itemName(item), month].filter(Boolean).join(' · ') || t('turnaround.total');
}

function Download({ rows, groups }: { rows: readonly Line[]; groups: readonly Group[] }) {
  const { t } = useLanguage();
  const { itemName, parkName } = useCatalogue();
  const download = async () => {
    const { sheetOf } = await import('./sheet');
    const head = (name: string) => t(`turnaround.figure.${name}`, { defaultValue: t(`turnaround.group.${name}`) });
    const named = (group: Group, code: string) =>
      group === 'item' ? itemName(code) : group === 'park' ? parkName(code) : code;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([sheetOf(rows, groups, head, named)], { type: 'text/csv' }));
    link.download = 'turnaround.csv';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return <Button onClick={() => void download()}>{t('turnaround.csv')}</Button>;
}
