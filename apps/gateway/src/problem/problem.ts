// Every error leaves as an RFC 9457 problem: a stable code, both languages, and what is allowed instead.
import { HttpException } from '@nestjs/common';
import { ERRORS, type ErrorCode, type FieldError } from '#contracts/errors';
import { Failure, toWire } from '#platform/failure';
import { type Language } from './language';

/** The body of an error answer (`application/problem+json`). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  texts: Record<Language, string>;
  params: Record<string, unknown>;
  errors?: FieldError[];
  allowed?: unknown;
  instance?: string;
  requestId?: string;
}

/** Which request a problem belongs to. */
export interface About {
  language: Language;
  path?: string;
  requestId?: string;
}

// What Nest and Fastify refuse by status alone. Any other 4xx of theirs is a malformed request.
const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'NOT_SIGNED_IN',
  403: 'NOT_ALLOWED',
  404: 'NOT_FOUND',
  413: 'BODY_TOO_LARGE',
  415: 'WRONG_CONTENT_TYPE',
  503: 'MESSAGING_AWAY',
};

/** Any error as one with a code; what nobody foresaw is INTERNAL. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown })?.statusCode;
  if (typeof status === 'number') {
    const known = BY_STATUS[status];
    if (known) return new Failure(known);
    if (status >= 400 && status < 500) return new Failure('BAD_REQUEST');
  }
  const wire = toWire(error);
  return new Failure(wire.code as ErrorCode, wire.params, wire.errors);
}

/** A sentence of the table with its `{x}` filled in. */
export function fill(sentence: string, params: Record<string, unknown>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (Array.isArray(value)) return value.join(', ');
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '?';
  });
}

/** The problem document of an error. */
export function toProblem(error: unknown, { language, path, requestId }: About): Problem {
  const { code, params, errors } = failureOf(error);
  const row = ERRORS[code];
  const { allowed, ...rest } = params;
  const texts = { zh: fill(row.zh, rest), en: fill(row.en, rest) };
  return {
    type: `urn:yuanban:error:${code}`,
    title: texts[language],
    status: row.status,
    detail: detail(texts[language], language, errors, allowed),
    code,
    texts,
    params: rest,
    ...(errors ? { errors } : {}),
    ...(allowed === undefined ? {} : { allowed }),
    ...(path === undefined ? {} : { instance: path }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

function detail(sentence: string, language: Language, errors: FieldError[] | undefined, allowed: unknown): string {
  const faults = (errors ?? []).slice(0, 3).map((fault) => `${fault.pointer || '/'}: ${fault[language]}`);
  const acts = Array.isArray(allowed) ? allowed.map(String) : [];
  const now = language === 'zh' ? '现在可以办理' : 'Allowed now';
  const none = language === 'zh' ? '无' : 'none';
  return [sentence, ...faults, ...(Array.isArray(allowed) ? [`${now}: ${acts.join(', ') || none}`] : [])].join('; ');
}
