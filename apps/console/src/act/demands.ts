// What the law demands of an act beyond its shape, given what was chosen (行政许可法 32, 38; reduce.ts refuses the same).
import { type CaseView } from '#contracts/cases.dto';
import { wasHeard } from '#rules/hearing';

/** What is typed so far. */
export type Values = Record<string, unknown>;

/** Fields that must be filled, fields that have no place now, and choices of a field that have none. */
export interface Demands {
  required: string[];
  hidden: string[];
  without?: Record<string, string[]>;
}

type Seen = Pick<CaseView, 'publicity'> & {
  review: Pick<CaseView['review'], 'dissent'>;
  steps: readonly Pick<CaseView['steps'][number], 'kind' | 'outcome'>[];
  instruments: readonly Pick<CaseView['instruments'][number], 'number' | 'served'>[];
};
const NONE: Demands = { required: [], hidden: [] };

const DEMANDS: Readonly<Record<string, (values: Values, view: Seen) => Demands>> = {
  decide: ({ outcome }, { review, publicity, steps }) => {
    const objected = publicity !== null && publicity.objections > 0;
    const due = [...(objected ? ['objectionHandling'] : []), ...(wasHeard({ steps }) ? ['hearingHandling'] : [])];
    const answer = {
      required: due,
      hidden: ['objectionHandling', 'hearingHandling'].filter((name) => !due.includes(name)),
    };
    if (outcome === 'REFUSE')
      return {
        required: ['reasons', 'remedies', ...answer.required],
        hidden: ['dissentHandling', ...answer.hidden],
      };
    const hasDissent = review.dissent.length > 0;
    return {
      required: [...(outcome === 'GRANT' && hasDissent ? ['dissentHandling'] : []), ...answer.required],
      hidden: ['remedies', ...(hasDissent ? [] : ['dissentHandling']), ...answer.hidden],
    };
  },
  'decide-renewal': ({ outcome }) =>
    outcome === 'REFUSE' ? { required: ['reasons', 'remedies'], hidden: [] } : { required: [], hidden: ['remedies'] },
  // A service that is on record is recorded anew with the reason, or taken back.
  serve: ({ instrument, method }, { instruments }) => {
    const isOnRecord = instruments.some(({ number, served }) => number === instrument && served !== null);
    const due = {
      receiver: method !== 'PUBLIC_NOTICE' && method !== 'ONLINE' && method !== 'NONE',
      on: method !== 'NONE',
      reason: isOnRecord,
    };
    const names = Object.entries(due);
    return {
      required: names.filter(([, is]) => is).map(([name]) => name),
      hidden: names.filter(([, is]) => !is).map(([name]) => name),
      without: { method: isOnRecord ? [] : ['NONE'] },
    };
  },
  'request-correction': (_, { steps }) => {
    const isSecond = steps.some(({ kind }) => kind === 'CORRECTION');
    return isSecond ? { required: ['reason'], hidden: [] } : { required: [], hidden: ['reason'] };
  },
};

/** The demands of an act; acts without a row have none. */
export function demandsOf(act: string, values: Values, view: Seen): Demands {
  return DEMANDS[act]?.(values, view) ?? NONE;
}

/** Acts that take effect with one confirmation less; every other one is shown once more before it is sent. */
const QUICK: readonly string[] = [
  ...['accept', 'accept-conditionally', 'request-correction', 'pause', 'resume', 'extend', 'recirculate', 'site-check'],
  ...['tell-interested', 'hear-interested', 'tell-hearing', 'notice-hearing', 'convene-experts', 'deliver', 'message'],
  'answer-supervision',
  ...['claim', 'release', 'reassign'],
];

/** Is the act read over before it is sent, because it ends something for good? */
export function isFinal(act: string): boolean {
  return !QUICK.includes(act);
}

/** The body of an act as it is sent: without what has no place now and without empty texts. */
export function bodyFrom(values: Values, hidden: readonly string[]): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      if (hidden.includes(name) || isEmpty(value)) return [];
      const isRows = Array.isArray(value) && value.every((row) => typeof row === 'object');
      return [[name, isRows ? value.map((row) => bodyFrom((row ?? {}) as Values, [])) : value]];
    }),
  );
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

/** `/items/0/text` -> `['items', 0, 'text']`: the form field that a problem points to. */
export function namePathOf(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
