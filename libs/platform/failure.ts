// Errors with a code of the table, and how any error becomes one: apps exchange codes, never stack traces.
import { ERRORS, type ErrorCode, type FieldError, type WireError } from '#contracts/errors';

/** Thrown by apps and plumbing for anything that has a code in `libs/contracts/errors.ts`. */
export class Failure extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly params: Record<string, unknown> = {},
    readonly errors?: FieldError[],
  ) {
    super(code);
    this.name = 'Failure';
  }
}

/** True for a code of the table. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERRORS, code);
}

// Postgres closes or refuses connections with class 08 and 57P, and says 53100 while its disk is full; the driver speaks of sockets, the
// pool of time-outs, and TypeORM of a runner that it has released because its connection was lost.
const AWAY =
  /^(08...|57P0[0-9]|53[13]00|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT)$|Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Driver not Connected|already released/;

/** True when an error says that Postgres cannot be reached, rather than that it refused a statement. */
export function isDatabaseAway(error: unknown): boolean {
  type Cause = { code?: string; message?: string; driverError?: Cause; cause?: Cause };
  for (let cause = error as Cause | undefined; cause; cause = cause.driverError ?? cause.cause) {
    if (AWAY.test(cause.code ?? '') || AWAY.test(cause.message ?? '')) return true;
  }
  return false;
}

const texts = (code: ErrorCode) => ({ zh: ERRORS[code].zh, en: ERRORS[code].en });

/** Any error as it travels: what has no code becomes INTERNAL, and its text stays in the log. */
export function toWire(error: unknown): WireError {
  const { code, params, errors, path } = (error ?? {}) as {
    code?: unknown;
    path?: string;
    params?: Record<string, unknown>;
    errors?: FieldError[];
  };
  if (isErrorCode(code)) {
    // A rule names one place in its own form (`acts.3.at`).
    const place = path === undefined ? undefined : [{ pointer: `/${path.replaceAll('.', '/')}`, code, ...texts(code) }];
    const all = errors ?? place;
    return { code, params: params ?? {}, ...(all ? { errors: all } : {}) };
  }
  return { code: isDatabaseAway(error) ? 'DATABASE_AWAY' : 'INTERNAL', params: {} };
}

/** A wire error as an exception again. */
export function fromWire(wire: WireError): Failure {
  return new Failure(isErrorCode(wire.code) ? wire.code : 'INTERNAL', wire.params, wire.errors);
}
