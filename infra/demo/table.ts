// The demonstration's table for people: a line for each park and item, then what was imported, driven and conserved.
import { type TableRow } from '#rules/turnaround-table';
import { type Language } from '../cli/texts';
import { type Conservation } from './conservation';

/** What the table tells. */
export interface Summed {
  imported: number;
  refused: number;
  live: number;
  certificates: number;
  turnaround: readonly TableRow[];
  conservation: Conservation;
}

const HEAD = {
  zh: ['园区', '事项', '件数', '净工作日均值', '中位', 'P90', '按时', '较试点前', '较法定'],
  en: ['park', 'item', 'n', 'mean net days', 'median', 'P90', 'on time', 'cut v. before', 'cut v. statute'],
} as const;

/** Full-width characters take two columns of a terminal. */
const width = (text: string) => [...text].reduce((sum, sign) => sum + (/[⺀-￦]/u.test(sign) ? 2 : 1), 0);
const pad = (text: string, to: number) => text + ' '.repeat(Math.max(0, to - width(text)));
const percent = (share: number | null) => (share === null ? '-' : `${(share * 100).toFixed(1)} %`);

/** Park × item in lines, and the sums. */
export function tableOf({ turnaround, conservation, ...sums }: Summed, language: Language): string {
  const rows = turnaround.map((row) => [
    row.park ?? '-',
    row.item ?? '-',
    `${row.n}${row.isFew ? '*' : ''}`,
    row.net ? String(row.net.mean) : '-',
    row.net ? String(row.net.median) : '-',
    row.net ? String(row.net.p90) : '-',
    percent(row.onTime.share),
    percent(row.cut.before.cut),
    percent(row.cut.statutory.cut),
  ]);
  const lines = [[...HEAD[language]], ...rows];
  const widths = HEAD[language].map((_, column) => Math.max(...lines.map((line) => width(line[column]!))));
  const { filed, finished, open, lost, doubled } = conservation;
  const told =
    language === 'zh'
      ? [
          '* 少于五件，均值说明不了什么',
          `导入 ${sums.imported} 件，拒收 ${sums.refused} 件；办理 ${sums.live} 件，制发证照 ${sums.certificates} 份`,
          `守恒：收件 ${filed} = 办结 ${finished} + 在办 ${open}；丢失 ${lost}，重复 ${doubled}`,
        ]
      : [
          '* fewer than five: a mean of them tells little',
          `${sums.imported} imported, ${sums.refused} refused; ${sums.live} driven live, ${sums.certificates} certificates`,
          `Conservation: ${filed} filed = ${finished} finished + ${open} open; ${lost} lost, ${doubled} doubled`,
        ];
  return [...lines.map((line) => line.map((text, column) => pad(text, widths[column]!)).join('  ')), ...told].join(
    '\n',
  );
}
