// Random histories for the figures: full of resubmissions, pauses, corrections, cards and midnights.
import { chance } from './chance';
import { type PastEvent } from './past';

const DAY = 86_400_000;

/**
 * Events of so many cases of few applicants, so that most matters have several; a third end undecided. In the order of their instants,
 * the same for the same seed.
 */
export function histories(seed: number, cases: number): PastEvent[] {
  const { under, holds } = chance(seed);
  const events: PastEvent[] = [];
  for (let i = 0; i < cases; i += 1) {
    const number = `r-${i}`;
    const [item, park] = [['2', '3', '4', '15', '16'][under(5)]!, ['caohejing', 'jinqiao'][under(2)]!];
    const isPast = !['3', '4'].includes(item) && holds(0.3);
    // Often on the hour of midnight in Shanghai, or just before it.
    let at = Date.parse(isPast ? '2012-01-01T00:00:00+08:00' : '2026-01-01T00:00:00+08:00') + under(150) * DAY;
    if (holds(0.7)) at += under(DAY);
    else if (holds(0.5)) at -= 1;
    const tell = (type: string, data: object = {}, within = 6) => {
      if (type !== 'filed') at += holds(0.3) ? under(within) * DAY : under(within * DAY);
      events.push({ number, type: `case.${type}.v1`, at, data });
    };
    const workdays = (most: number) => 1 + under(most);
    tell('filed', {
      parties: { item, park, applicant: `enterprise:${under(14)}` },
      limits: {
        statutory: item === '3' ? null : { value: 20, unit: 'workday', workdays: workdays(20) },
        promised: holds(0.1) ? null : { value: 9, unit: 'day', workdays: workdays(9) },
      },
      delegation: isPast ? null : '沪府办发〔2013〕34号',
    });
    if (item === '2' && holds(0.5)) {
      events.push({ number, type: 'case.recorded.v1', at, data: { net: 0, onTime: true, outcome: 'GRANT' } });
      continue;
    }
    while (holds(0.3)) {
      const counts = holds(0.7) ? 'APPLICANT' : 'OFFICE';
      tell('correction-requested', { counts });
      if (holds(0.9)) tell('supplemented', { counts });
      else break;
    }
    tell('accepted');
    while (holds(0.3)) {
      tell(holds(0.7) ? 'paused' : 'experts-convened', { reason: 'inspection' });
      // A hearing within it, or one that outlasts it.
      const isHeard = holds(0.3);
      if (isHeard) tell('hearing-announced');
      if (holds(0.5)) tell('resumed', {}, 12);
      if (isHeard && holds(0.9)) tell('hearing-recorded', {}, 12);
      if (holds(0.9)) tell('resumed', {}, 12);
      else break;
    }
    for (const card of ['yellow', 'red']) {
      if (holds(0.2)) tell(`${card}-carded`, {}, 2);
      else continue;
      if (holds(0.3)) tell('card-revoked', {}, 2);
    }
    if (holds(0.1)) tell('extended', { days: 5 });
    if (holds(0.04)) continue; // still open
    const decided = () =>
      tell(holds(0.15) ? 'promise-decided' : 'decided', { net: under(16), onTime: holds(0.8), outcome: 'GRANT' }, 25);
    if (holds(0.35)) {
      const type = ['withdrawn', 'not-accepted', 'not-required', 'referred'][under(4)]!;
      tell(type, holds(0.8) ? { net: under(6) } : {}, 20);
    } else decided();
    // Reconsideration brings some of them back.
    if (holds(0.07)) decided();
  }
  return events
    .map((event, i) => ({ event, i }))
    .sort((a, b) => a.event.at - b.event.at || a.i - b.i)
    .map(({ event }) => event);
}
