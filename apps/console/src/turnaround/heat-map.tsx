// Park × item at a glance: a table whose cells are coloured by one figure, with the figure in words.
import { useState } from 'react';
import { useCatalogue } from '../api/queries';
import { useLanguage } from '#screens/language';
import { written, type Line } from './figures';
import { mapOf, MEASURES, shownOf, warmth, type Measure } from './heat';
import { type Group } from './question';

interface HeatMapProps {
  rows: readonly Line[];
  groups: readonly Group[];
  onOpen: (line: Line, column: string) => void;
}

/** The column of the full table that a measure stands for. */
const columnFor = (line: Line, measure: Measure): string =>
  measure === 'cut'
    ? line.headline === 'before'
      ? 'cutBefore'
      : 'cutStatutory'
    : { median: 'netMedian', mean: 'netMean', p90: 'netP90', withinMonth: 'withinMonth', onTime: 'onTime', n: 'n' }[
        measure
      ];

export function HeatMap({ rows, groups, onOpen }: HeatMapProps) {
  const { t } = useLanguage();
  const { itemName, parkName } = useCatalogue();
  const [measure, setMeasure] = useState<Measure>('cut');
  if (groups.join() !== 'park,item') return <p className="quiet">{t('turnaround.mapNeeds')}</p>;
  const { parks, items, at } = mapOf(rows);
  const all = rows.map((row) => shownOf(row, measure));
  return (
    <section aria-labelledby="map">
      <h2 id="map">{t('turnaround.map')}</h2>
      <p className="quiet">{t('turnaround.mapLead')}</p>
      <div className="urgencies" role="group" aria-label={t('turnaround.measure')}>
        {MEASURES.map((one) => (
          <button
            key={one}
            type="button"
            className="urgency"
            aria-pressed={one === measure}
            onClick={() => setMeasure(one)}
          >
            {t(`turnaround.measures.${one}`)}
          </button>
        ))}
      </div>
      <div className="scrolling">
        <table className="heat" style={{ minWidth: `${11 + items.length * 8}em` }}>
          <thead>
            <tr>
              <th scope="col">{t('turnaround.group.park')}</th>
              {items.map((item) => (
                <th scope="col" key={item}>
                  {itemName(item)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {parks.map((park) => (
              <tr key={park}>
                <th scope="row">{parkName(park)}</th>
                {items.map((item) => (
                  <HeatCell key={item} line={at(park, item)} measure={measure} all={all} onOpen={onOpen} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface HeatCellProps {
  line: Line | null;
  measure: Measure;
  all: Parameters<typeof warmth>[1];
  onOpen: HeatMapProps['onOpen'];
}

function HeatCell({ line, measure, all, onOpen }: HeatCellProps) {
  const { t, language } = useLanguage();
  if (!line) return <td className="quiet">{t('state.unknown')}</td>;
  const shown = shownOf(line, measure);
  const value = written(shown.value, shown.unit, language) ?? t('state.unknown');
  return (
    <td className={`heat-${warmth(shown, all) ?? 'none'}`}>
      <button type="button" className="figure" onClick={() => onOpen(line, columnFor(line, measure))}>
        <strong>{value}</strong>
        {line.isFew && line.n > 0 && (
          <>
            <span aria-hidden="true">{t('turnaround.fewMark')}</span>
            <span className="visually-hidden">{t('turnaround.few')}</span>
          </>
        )}{' '}
        <span className="heat-n">n={line.n}</span>
      </button>
    </td>
  );
}
