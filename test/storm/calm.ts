// Calm after a storm: every process answers, and nothing is due, ordered, untold or unsent any more.
import { setTimeout as pause } from 'node:timers/promises';
import { type House } from './house';
import { type Flaw } from './oracle';

const LOOK_EVERY_MS = 500;
const TELL_EVERY_MS = 10_000;

// What is left of each kind, with one case of it to look at.
const LEFT = `
  SELECT what, count(*)::int AS n, min(number) AS number FROM (
    SELECT 'due' AS what, number FROM cases.conduct WHERE wake_at <= platform.business_now()
    UNION ALL SELECT 'ordered of the machine', number FROM cases.approval_case WHERE state->>'certificate' = 'ORDERED'
    UNION ALL SELECT 'untold to its workflow', number FROM cases.conduct WHERE seq > told_seq
    UNION ALL SELECT 'without a position', NULL FROM cases.outbox
    UNION ALL SELECT 'not published', NULL FROM cases.published p, cases.case_log l WHERE l.position > p.position
    UNION ALL SELECT 'not heard by oversight', NULL FROM oversight.watermark w, cases.case_log l WHERE l.position > w.position
    UNION ALL SELECT 'not heard by the desk', NULL FROM desk.watermark w, cases.case_log l WHERE l.position > w.position
    UNION ALL SELECT 'mail that waits', n.number FROM desk.mail m JOIN desk.notice n ON n.id = m.notice WHERE m.state = 'WAITING'
  ) it GROUP BY what`;

/** Waits for it; what is left when the time is over, nothing if it came. */
export async function untilCalm(house: House, ms: number, tell: (line: string) => void): Promise<Flaw[]> {
  let toldAt = Date.now();
  for (const end = Date.now() + ms; ; await pause(LOOK_EVERY_MS)) {
    const left = await house.place.sql<{ what: string; n: number; number: string | null }>(LEFT);
    const isReady = await fetch(`${house.url}/health/ready`).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (isReady && left.length === 0) return [];
    if (Date.now() - toldAt > TELL_EVERY_MS) {
      toldAt = Date.now();
      tell(left.map(({ what, n }) => `${n} ${what}`).join(', ') || 'the house is not ready yet');
    }
    if (Date.now() < end) continue;
    const flaws = left.map(({ what, n, number }) => ({ what: `${n} ${what}`, ...(number && { number }) }));
    return isReady ? flaws : [{ what: 'the house is not ready' }, ...flaws];
  }
}
