// What an answer that is no success says, as screens need it: a stable code, both languages, the fields, what is allowed instead.
import { type FieldError } from '#contracts/errors';

/** The languages of the house. */
export type Language = 'zh' | 'en';

/** The part of an `application/problem+json` that a screen shows. */
export interface Problem {
  status: number;
  code: string;
  texts: Record<Language, string>;
  params?: Record<string, unknown>;
  errors?: FieldError[];
  allowed?: string[];
  requestId?: string;
}

/** An answer that is no success. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
    this.name = 'ProblemError';
  }
}

/** No answer at all: the network or the house is away. What was asked for may have happened. */
export class NoAnswer extends Error {
  constructor(cause: unknown) {
    super('no answer', { cause });
    this.name = 'NoAnswer';
  }
}

/** Is it worth asking the same again? Nothing was answered, or the house says "later". */
export function isPassing(error: unknown): boolean {
  return error instanceof NoAnswer || (error instanceof ProblemError && [503, 504].includes(error.problem.status));
}

/** The code of a problem; `NO_ANSWER` for none. */
export function codeOf(error: unknown): string {
  return error instanceof ProblemError ? error.problem.code : error instanceof NoAnswer ? 'NO_ANSWER' : 'UNEXPECTED';
}
