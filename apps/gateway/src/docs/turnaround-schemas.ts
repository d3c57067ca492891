// JSON Schemas of the commission's table, each tied to its interface.
import { type BothLanguages, DEFINITIONS, type TurnaroundCase } from '#contracts/oversight.dto';
import { GROUPS } from '#rules/turnaround';
import {
  type Baseline,
  type Comparison,
  type Figures,
  type Share,
  type Spread,
  type TableRow,
} from '#rules/turnaround-table';
import { type Linked, type LinkedTurnaround, type Links } from '../turnaround/links';
import { day, flag, int, list, names, object, oneOf, orNull, page, ref, type Schema, text } from './schema';

const rate: Schema = { type: ['number', 'null'], description: 'Of 1, four decimals' };
const spread = orNull(object<Spread>({ mean: { type: 'number', description: 'Two decimals' }, median: int, p90: int }));
const share: Record<keyof Share, Schema> = { n: int, share: rate };
const days = object<{ n: number; days: number }>({ n: int, days: int });
const comparison = object<Comparison>({
  n: int,
  net: int,
  baseline: { type: 'number', description: 'Two decimals' },
  cut: rate,
  isOverThird: flag,
});
const figures: Record<keyof Linked<Figures>, Schema> = {
  n: int,
  isFew: flag,
  resubmitted: int,
  net: spread,
  gross: spread,
  withinMonth: object<Share>(share),
  onTime: object<Figures['onTime']>({ ...share, extended: int }),
  cut: object<Record<Baseline, Comparison>>({ before: comparison, statutory: comparison, promise: comparison }),
  headline: orNull(oneOf('before', 'statutory')),
  paused: days,
  correction: days,
  cards: object<Figures['cards']>({
    yellow: int,
    red: int,
    revoked: int,
    perHundred: { type: ['number', 'null'], description: 'Those that stand, two decimals' },
  }),
  onTheSpot: int,
  cases: object<Links>({ decided: text, onTheSpot: text, before: text }),
};

/** What the document says of turnaround. */
export const TURNAROUND_SCHEMAS = {
  TurnaroundFigures: object<Linked<Figures>>(figures),
  TurnaroundRow: object<Linked<TableRow>>({ item: text, park: text, month: text, ...figures }, 'item', 'park', 'month'),
  Turnaround: object<LinkedTurnaround>({
    by: list(oneOf(...GROUPS)),
    from: orNull(day),
    to: orNull(day),
    position: { ...int, description: 'Up to which event of the log everything is counted' },
    rows: list(ref('TurnaroundRow')),
    total: ref('TurnaroundFigures'),
    definitions: object<Record<keyof typeof DEFINITIONS, BothLanguages>>(
      Object.fromEntries(Object.keys(DEFINITIONS).map((name) => [name, names])) as Record<
        keyof typeof DEFINITIONS,
        Schema
      >,
    ),
  }),
  TurnaroundCase: object<TurnaroundCase>({
    number: text,
    numbers: list(text),
    kind: oneOf('DECIDED', 'ON_THE_SPOT', 'BEFORE'),
    item: text,
    park: text,
    month: text,
    receivedOn: day,
    decidedOn: day,
    net: int,
    gross: int,
    pausedDays: int,
    correctionDays: int,
    isExtended: flag,
    isOnTime: flag,
    yellowCards: int,
    redCards: int,
    revokedCards: int,
    isWithinMonth: flag,
    statutory: orNull(int),
    promised: orNull(int),
  }),
  TurnaroundCasePage: page('TurnaroundCase'),
} satisfies Record<string, Schema>;
