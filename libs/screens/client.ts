// One way to the API: the token, the language, and problems as errors. A token that ended leads to the sign-in.
import { NoAnswer, ProblemError, type Problem } from './problem';
import { endSession, session } from './session';

/** What a call carries beside its path. */
export interface Call {
  method?: 'GET' | 'POST' | 'DELETE';
  body?: unknown;
  key?: string;
  signal?: AbortSignal;
  /** Goes on when the page is left. */
  keepalive?: boolean;
}

/** Asks the API. @throws ProblemError for every answer that is no success, NoAnswer when none came. */
export async function call<T>(path: string, options: Call = {}): Promise<T> {
  return (await (await answerOf(path, options)).json()) as T;
}

/** The bytes of a document, for a person with a token. */
export async function fetchFile(path: string): Promise<Blob> {
  return (await answerOf(path, {})).blob();
}

/** The open stream of live hints. */
export async function openStream(path: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const { body } = await answerOf(path, { signal });
  if (!body) throw new NoAnswer('an empty stream');
  return body;
}

async function answerOf(
  path: string,
  { method = 'GET', body, key, signal, keepalive = false }: Call,
): Promise<Response> {
  const token = session()?.token;
  const headers: Record<string, string> = { 'accept-language': document.documentElement.lang };
  if (token) headers['authorization'] = `Bearer ${token}`;
  if (key) headers['idempotency-key'] = key;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const response = await fetch(path, {
    method,
    headers,
    body: JSON.stringify(body),
    signal: signal ?? null,
    keepalive,
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : new NoAnswer(error);
  });
  if (response.ok) return response;
  if (response.status === 401 && token) endSession();
  throw new ProblemError(await problemOf(response));
}

/** A proxy between us may answer without a problem: then the status speaks. */
async function problemOf(response: Response): Promise<Problem> {
  const isProblem = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '');
  if (isProblem) return (await response.json()) as Problem;
  const text = `HTTP ${response.status}`;
  return { status: response.status, code: 'NO_PROBLEM', texts: { zh: text, en: text } };
}
