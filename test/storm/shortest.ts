// The shortest history that breaks: of a case that is wrong, only what leads there.
import { LIFECYCLE } from '#rules/lifecycle';
import { personId } from '../story';
import { type Asked } from './door';
import { type Struck } from './faults';
import { type House } from './house';
import { type Flaw } from './oracle';
import { whatOf } from './plan';

/** Cases that are told in full: of more, the shortest are. */
const MOST = 3;
/** A fault works on for so long. */
const FELT_MS = 15_000;

const actOf = new Map(LIFECYCLE.map(({ act, event }) => [event, act]));
const clock = (at: number) => new Date(at).toISOString().slice(11, 23);

interface Line {
  at: number;
  text: string;
}

/**
 * The wrong cases with the fewest acts, each with its acts in order up to the first event that is wrong (what comes after it is of no
 * account, since the oracle lives a case from its beginning), their keys and answers, and the faults that were felt meanwhile.
 */
export async function shortestHistories(
  { place }: House,
  flaws: readonly Flaw[],
  history: readonly Asked[],
  struck: readonly Struck[],
): Promise<string[]> {
  const byCase = new Map<string, Flaw[]>();
  for (const flaw of flaws) if (flaw.number) byCase.set(flaw.number, [...(byCase.get(flaw.number) ?? []), flaw]);
  const told = [];
  for (const [number, wrong] of byCase) {
    const events = await place.sql<{ no: number; type: string; actor: string; at: Date; recorded: Date }>(
      'SELECT no, type, actor, effective_at AS at, recorded_at AS recorded FROM cases.case_event WHERE number = $1 ORDER BY no',
      [number],
    );
    const ends = wrong.flatMap(({ no }) => (no === undefined ? [] : [no]));
    const end = ends.length > 0 ? Math.min(...ends) : Infinity;
    const kept = events.filter(({ no }) => no <= end);
    const asked = askedUpTo(kept, number, history, end !== Infinity);
    const [from, to] = [asked[0]?.tries[0]?.sentAt ?? 0, asked.at(-1)?.tries.at(-1)?.endedAt ?? 0];
    const lines = [...asked.flatMap(linesOf), ...faultsBetween(struck, from, to)].sort((a, b) => a.at - b.at);
    const record = kept.map(
      ({ no, type, actor, at, recorded }) =>
        `    ${String(no).padStart(3)} ${type.padEnd(28)} ${actor.padEnd(14)} at ${at.toISOString()} recorded ${recorded.toISOString()}`,
    );
    told.push({
      length: lines.length,
      text: [
        `${number}`,
        ...wrong.map(({ what }) => `  wrong: ${what}`),
        ...lines.map(({ at, text }) => `  ${clock(at)} ${text}`),
        '  as recorded:',
        ...record,
      ].join('\n'),
    });
  }
  return told
    .sort((a, b) => a.length - b.length)
    .slice(0, MOST)
    .map(({ text }) => text);
}

/** The filing and the acts behind these events, and what was refused or unanswered between them. */
function askedUpTo(
  events: readonly { type: string; actor: string }[],
  number: string,
  history: readonly Asked[],
  isCut: boolean,
): Asked[] {
  const all = history.filter(({ on, answer }) => on === number || answer?.number === number);
  if (!isCut) return all;
  const wanted = events
    .filter(({ actor }) => actor.startsWith('person:'))
    .map(({ type, actor }) => `${actOf.get(type)} ${actor}`);
  let last = -1;
  for (const [n, { act, user }] of all.entries()) {
    if (wanted[0] !== `${act} person:${personId(user)}`) continue;
    wanted.shift();
    last = n;
  }
  return all.slice(0, last + 1);
}

function linesOf({ key, user, act, tries }: Asked): Line[] {
  return tries.map(({ sentAt, endedAt, status, code }, n) => ({
    at: sentAt,
    text: `${user} ${act} ${key}${n > 0 ? ` (sending ${n + 1})` : ''}: ${status ?? 'no answer'}${code ? ` ${code}` : ''} after ${endedAt - sentAt} ms`,
  }));
}

/** Every move of business time on the way, and what may have been felt by an act: the others had no part in it. */
const faultsBetween = (struck: readonly Struck[], from: number, to: number): Line[] =>
  struck
    .filter((one) => one.from <= to && (one.until ?? one.from) + FELT_MS >= from)
    .map(({ fault, from: at }) => ({ at, text: `-- ${whatOf(fault)}` }));
