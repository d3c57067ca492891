// A past case as one row of a table: the plain life in columns, whatever is richer as JSON in the last two. Used in both directions.
import { parse } from '#platform/json';
import { COLUMNS, type Column, type PastAct, type PastActName, type PastCase, type Row } from '#contracts/past-case';
import { Failure } from '#platform/failure';

/** Ends as the column `outcome` names them, and the acts that they are. */
const ENDS: Readonly<Record<string, Pick<PastAct, 'act' | 'outcome'>>> = {
  GRANT: { act: 'decide', outcome: 'GRANT' },
  REFUSE: { act: 'decide', outcome: 'REFUSE' },
  WITHDRAWN: { act: 'withdraw' },
  NOT_ACCEPTED: { act: 'refuse-acceptance' },
};

/** What a spreadsheet would run: 单元格公式. */
const FORMULA = /^\s*[=+\-@＝＋－＠]/;

const badCell = (column: Column, code: string) =>
  new Failure('BAD_INPUT', {}, [{ pointer: `/${column}`, code, zh: '填写有误', en: 'is wrong' }]);

/**
 * The case of a row, in the order in which its acts follow by law; instants are judged by whoever replays it.
 * @throws Failure `CELL_IS_FORMULA`, `BAD_INPUT` naming the column
 */
export function caseOf(row: Row): Record<string, unknown> {
  for (const [column, cell] of Object.entries(row) as [Column, string][]) {
    if (FORMULA.test(cell)) {
      throw new Failure('CELL_IS_FORMULA', {}, [
        { pointer: `/${column}`, code: 'FORMULA', zh: '内容像公式', en: 'looks like a formula' },
      ]);
    }
  }
  const { source, ref, item, park, applicant, decidedBy, filedAt, copyFrom } = row;
  const more = { form: json(row, 'form'), reviewers: json(row, 'reviewers'), check: json(row, 'check') };
  const past = { source, ref, item, park, applicant, decidedBy, filedAt, copyFrom, ...more, acts: actsOf(row) };
  return Object.fromEntries(Object.entries(past).filter(([, value]) => value !== undefined));
}

function actsOf(row: Row): unknown[] {
  const acts: unknown[] = [];
  const add = (act: PastActName, at: string | undefined, data: object = {}) => {
    if (at !== undefined) acts.push({ act, at, ...data });
  };
  add('request-correction', row.correctionAskedAt);
  add('supplement', row.supplementedAt);
  add('accept', row.acceptedAt);
  add('opinion', row.reviewedAt, { verdict: 'AGREE' });
  add('pause', row.pausedFrom, { reason: row.pauseReason ?? '', days: whole(row, 'pauseDays') });
  add('resume', row.pausedTo);
  add('extend', row.extendedAt, { days: whole(row, 'extendedDays') });
  if (row.decidedAt !== undefined) {
    const end = ENDS[row.outcome ?? ''];
    if (!end) throw badCell('outcome', 'ENUM');
    acts.push({ ...end, at: row.decidedAt });
  }
  const further = json(row, 'acts') ?? [];
  if (!Array.isArray(further)) throw badCell('acts', 'TYPE');
  return [...acts, ...(further as unknown[])];
}

function json(row: Row, column: Column): unknown {
  const cell = row[column];
  if (cell === undefined) return undefined;
  try {
    return parse(Buffer.from(cell));
  } catch {
    throw badCell(column, 'JSON');
  }
}

function whole(row: Row, column: Column): number | undefined {
  const cell = row[column];
  if (cell === undefined) return undefined;
  if (!/^\d{1,4}$/.test(cell)) throw badCell(column, 'INT');
  return Number(cell);
}

/** Acts that a column tells, with what it can say of them beside their instant. */
const TOLD_BY: readonly { act: PastActName; at: Column; cells: (act: PastAct) => Row | null }[] = [
  { act: 'request-correction', at: 'correctionAskedAt', cells: bare },
  { act: 'supplement', at: 'supplementedAt', cells: bare },
  { act: 'accept', at: 'acceptedAt', cells: bare },
  { act: 'pause', at: 'pausedFrom', cells: ({ reason, days }) => ({ pauseReason: reason, pauseDays: String(days) }) },
  { act: 'resume', at: 'pausedTo', cells: bare },
  { act: 'extend', at: 'extendedAt', cells: ({ days }) => ({ extendedDays: String(days) }) },
  { act: 'decide', at: 'decidedAt', cells: ended },
  { act: 'withdraw', at: 'decidedAt', cells: ended },
  { act: 'refuse-acceptance', at: 'decidedAt', cells: ended },
];

function bare({ act: _, at: __, ...more }: PastAct): Row | null {
  return Object.keys(more).length === 0 ? {} : null;
}

function ended({ at: _, ...end }: PastAct): Row | null {
  const [outcome] = Object.entries(ENDS).find(([, one]) => JSON.stringify(one) === JSON.stringify(end)) ?? [];
  return outcome === undefined ? null : { outcome };
}

/** The cells of a case in the order of the columns. What no column can tell goes into `acts`; nothing is lost. */
export function cellsOf({ acts, form, reviewers, check, ...plain }: PastCase): string[] {
  const row: Row = { ...plain };
  const further: PastAct[] = [];
  // Columns come before `acts` when a row is read: of equal instants only the list itself keeps the order.
  const isOrdered = acts.every(({ at }, i) => i === 0 || Date.parse(acts[i - 1]!.at) < Date.parse(at));
  for (const act of acts) {
    const told = TOLD_BY.find((one) => one.act === act.act);
    const cells = isOrdered && told && row[told.at] === undefined ? told.cells(act) : null;
    if (told && cells) Object.assign(row, { [told.at]: act.at }, cells);
    else further.push(act);
  }
  const json = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value));
  const all: Row = {
    ...row,
    acts: further.length > 0 ? JSON.stringify(further) : undefined,
    form: json(form),
    reviewers: json(reviewers),
    check: json(check),
  };
  return COLUMNS.map((column) => all[column] ?? '');
}
