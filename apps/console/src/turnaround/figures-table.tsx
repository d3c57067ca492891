// All figures, line by line; each opens its definition and its cases. Fewer than five applications are marked.
import { useCatalogue } from '../api/queries';
import { useLanguage } from '#screens/language';
import { COLUMNS, written, type Column, type Line } from './figures';
import { type Group } from './question';

interface FiguresTableProps {
  rows: readonly Line[];
  total: Line;
  groups: readonly Group[];
  onOpen: (line: Line, column: string) => void;
}

export function FiguresTable({ rows, total, groups, onOpen }: FiguresTableProps) {
  const { t } = useLanguage();
  const { itemName, parkName } = useCatalogue();
  const named = (group: Group, code = '') =>
    group === 'item' ? itemName(code) : group === 'park' ? parkName(code) : code;
  return (
    <div className="scrolling">
      <table className="figures">
        <thead>
          <tr>
            {groups.map((group) => (
              <th scope="col" key={group}>
                {t(`turnaround.group.${group}`)}
              </th>
            ))}
            {groups.length === 0 && <td />}
            {COLUMNS.map(({ name }) => (
              <th scope="col" key={name} className="number-cell">
                {t(`turnaround.figure.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={groups.map((group) => row[group]).join()}>
              {groups.map((group, n) => (
                <th scope="row" key={group} className={n === 0 ? 'first' : ''}>
                  {named(group, row[group])}
                </th>
              ))}
              {groups.length === 0 && <th scope="row">{t('turnaround.total')}</th>}
              <Cells line={row} onOpen={onOpen} />
            </tr>
          ))}
        </tbody>
        {groups.length > 0 && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={groups.length}>
                {t('turnaround.total')}
              </th>
              <Cells line={total} onOpen={onOpen} />
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function Cells({ line, onOpen }: { line: Line; onOpen: FiguresTableProps['onOpen'] }) {
  return COLUMNS.map((column) => (
    <td key={column.name} className="number-cell">
      <FigureButton line={line} column={column} onOpen={onOpen} />
    </td>
  ));
}

function FigureButton({ line, column, onOpen }: { line: Line; column: Column; onOpen: FiguresTableProps['onOpen'] }) {
  const { t, language } = useLanguage();
  const value = column.of(line);
  const text =
    column.unit === 'baseline' && typeof value === 'string'
      ? t(`turnaround.baseline.${value}`)
      : (written(value, column.unit, language) ?? t('state.unknown'));
  return (
    <button type="button" className="figure" onClick={() => onOpen(line, column.name)}>
      {text}
      {column.name === 'n' && line.isFew && line.n > 0 && (
        <>
          <span aria-hidden="true">{t('turnaround.fewMark')}</span>
          <span className="visually-hidden">{t('turnaround.few')}</span>
        </>
      )}
    </button>
  );
}
