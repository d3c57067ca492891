// Whom a hint concerns. The same line as `maySee` of rules/access.ts draws, told by bodies alone; a test holds them together.
import { type Hint } from '#contracts/cases.dto';

/** Does a hint concern a person with these mandates? */
export function concerns(mandates: readonly { role: string; body: string }[], hint: Hint): boolean {
  return mandates.some(
    ({ role, body }) => role === 'COMMISSION' || (role !== 'OPERATOR' && hint.bodies.includes(body)),
  );
}
