// A whole installation over HTTP: every app as a process, and calls as a script outside would make them.
import { createServer } from 'node:net';
import { newInstallation, type Installation } from '../installation';
import { wireTo, type Wire } from '../network';
import { startProcess, until, type Process } from '../processes';
import { enterpriseOf, FORM, PARK } from '../story';

/** What came back. */
export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & { number: string; code?: string; allowed?: string[]; next?: { act: string }[] };
}

/** What a call may carry. `as` signs in by the demo password, once a person. */
export interface Call {
  as?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** An installation that is served over HTTP. */
export interface Served {
  place: Installation;
  /** Wires to NATS and Postgres that all processes go through. */
  nats: Wire;
  postgres: Wire;
  gateways: string[];
  processes: Record<'registry' | 'cases' | 'relay' | 'worker' | 'oversight' | 'gateway', Process[]>;
  call: (method: string, path: string, options?: Call) => Promise<Answer>;
  tokenOf: (user: string) => Promise<string>;
  /** Files a permit of item 16; `more` overrides fields. */
  file: (key?: string, more?: object) => Promise<Answer>;
  act: (number: string, as: string, slug: string, body?: object, key?: string) => Promise<Answer>;
  /** A permit with all opinions given. */
  inDecision: () => Promise<string>;
  close: () => Promise<void>;
}

/** Starts `count` of every app but the registry; who waits for no workflow leaves relay, worker and oversight out. Calls go to the gateways in turn. */
export async function serve(count: number, env: Record<string, string> = {}, isConducted = true): Promise<Served> {
  const place = await newInstallation();
  Object.assign(place.env, env);
  const [nats, postgres] = await Promise.all([wireTo(place.env['NATS_URL']!), wireTo(place.databaseUrl)]);
  const served = { ...place.env, NATS_URL: nats.url, DATABASE_URL: postgres.url };
  const each = <T>(start: (n: number) => Promise<T>, length = count) =>
    Promise.all(Array.from({ length }, (_, n) => start(n)));
  const conductors = isConducted ? count : 0;
  const ports = await each(freePort);
  const gateways = ports.map((port) => `http://127.0.0.1:${port}`);
  const registry = [await startProcess('registry', served, 'serving')];
  const [cases, relay, worker, oversight, gateway] = await Promise.all([
    each(() => startProcess('cases', served, 'serving')),
    each(() => startProcess('relay', served, 'woken by NATS'), conductors),
    each(() => startProcess('worker', served, 'conducting'), conductors),
    // Without a relay no event has a position, and oversight would have nothing to follow.
    each(() => startProcess('oversight', served, 'serving'), conductors),
    each((n) => startProcess('gateway', { ...served, HTTP_PORT: String(ports[n]) }, 'serving')),
  ]);
  const processes = { registry, cases, relay, worker, oversight, gateway };
  await until('every gateway is ready', async () => (await Promise.all(gateways.map(isReady))).every(Boolean));
  return {
    place,
    nats,
    postgres,
    gateways,
    processes,
    ...callsOn(gateways),
    close: async () => {
      await Promise.all(Object.values(processes).flatMap((all) => all.map((process) => process.stop())));
      await Promise.all([nats.cut(), postgres.cut()]);
      await place.close();
    },
  };
}

/** A connection that is refused is "not yet"; any other answer than 200 as well. */
const isReady = (url: string) =>
  fetch(`${url}/health/ready`).then(
    ({ status }) => status === 200,
    (error: Error & { cause?: { code?: string } }) => {
      if (error.cause?.code === 'ECONNREFUSED') return false;
      throw error;
    },
  );

function callsOn(gateways: readonly string[]): Pick<Served, 'call' | 'tokenOf' | 'file' | 'act' | 'inDecision'> {
  const tokens = new Map<string, Promise<string>>();
  let turn = 0;
  let keys = 0;
  const keyed = (key = `journey-${(keys += 1)}`) => ({ 'idempotency-key': key });

  const call = async (method: string, path: string, { as, body, headers: given }: Call = {}): Promise<Answer> => {
    const headers: Record<string, string> = { ...given };
    if (as) headers['authorization'] = `Bearer ${await tokenOf(as)}`;
    if (body !== undefined) headers['content-type'] ??= 'application/json';
    const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(gateways[turn++ % gateways.length]! + path, { method, headers, body: payload });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
  };
  const tokenOf = (user: string) => {
    const signIn = async () => {
      const { status, body } = await call('POST', '/api/v1/sign-in', { body: { user, password: 'yuanban-demo' } });
      if (status !== 200) throw new Error(`${user} could not sign in: ${JSON.stringify(body)}`);
      return body['token'] as string;
    };
    if (!tokens.has(user)) tokens.set(user, signIn());
    return tokens.get(user)!;
  };
  const file = (key?: string, more: object = {}) => {
    const filing = { item: '16', park: PARK, applicant: enterpriseOf('applicant.a'), form: FORM, ...more };
    return call('POST', '/api/v1/cases', { as: 'applicant.a', body: filing, headers: keyed(key) });
  };
  const act = (number: string, as: string, slug: string, body: object = {}, key?: string) =>
    call('POST', `/api/v1/cases/${number}/acts/${slug}`, { as, body, headers: keyed(key) });
  const inDecision = async () => {
    const { number } = (await file()).body;
    await act(number, `window.${PARK}`, 'accept');
    for (const department of ['fire', 'water', 'civil-defence']) {
      await act(number, `review.${department}`, 'opinion', { verdict: 'AGREE', text: '同意' });
    }
    return number;
  };
  return { call, tokenOf, file, act, inDecision };
}

/** A loopback port that nobody uses. */
export async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
