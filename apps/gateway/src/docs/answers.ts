// How a route's answers are documented, and the header that every act carries.
import { type ApiHeaderOptions, ApiResponse } from '@nestjs/swagger';
import { BULK_KEY_LENGTH } from '../cases/bulk';
import { KEY_LENGTH } from '../cases/command';
import { HAND_OVER_KEY_LENGTH } from '../officers/hand-over';
import { type ViewName } from './view-schemas';

const keyHeader = (longest: number): ApiHeaderOptions => ({
  name: 'Idempotency-Key',
  required: true,
  description:
    `Your own name for this one act, 1 to ${longest} printable ASCII characters. Repeating it repeats the answer, not the act ` +
    '(`Idempotency-Replayed: true`); with another body it is refused (`KEY_REUSED`).',
  schema: { type: 'string', minLength: 1, maxLength: longest, pattern: `^[ -~]{1,${longest}}$` },
});

/** The header of every act. */
export const IDEMPOTENCY_KEY = keyHeader(KEY_LENGTH);

/** The same for several acts at once, whose own keys are made of it. */
export const BULK_KEY = keyHeader(BULK_KEY_LENGTH);

/** The same for handing over, whose acts have keys of their own. */
export const HAND_OVER_KEY = keyHeader(HAND_OVER_KEY_LENGTH);

const HEADERS = {
  'Idempotency-Replayed': 'Present, and `true`, when this key had been used: nothing was done again',
  Location: 'Where what was made is',
} as const;

/** The good answer of a route, with the headers of ours it may carry. The document adds the problems. */
export function Answers(
  status: 200 | 201 | 202,
  view?: ViewName,
  ...headers: (keyof typeof HEADERS)[]
): MethodDecorator {
  const described = headers.map((name) => [name, { description: HEADERS[name], schema: { type: 'string' } }] as const);
  return ApiResponse({
    status,
    description: { 200: 'OK', 201: 'Created', 202: 'Accepted' }[status],
    ...(view ? { schema: { $ref: `#/components/schemas/${view}` } } : {}),
    ...(headers.length > 0 ? { headers: Object.fromEntries(described) } : {}),
  });
}
