// The demonstration's people at the door: each signs in over HTTP, and every act is repeated under its own key until it is answered.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { type CaseView } from '#contracts/cases.dto';
import { type Part } from './stories';

interface Lists {
  people: { user: string; mandates: { role: string; body: string }[] }[];
  demoPassword: string;
}
const seed = <T>(file: string) => JSON.parse(readFileSync(join(__dirname, '../../../seeds', file), 'utf8')) as T;

/** A park with what decides who acts there. */
export interface ParkSeed {
  code: string;
  windowOnly: boolean;
  name: { zh: string; en: string };
}

const { people, demoPassword } = seed<Lists>('people.json');
/** The parks of the pilot. */
export const PARKS = seed<ParkSeed[]>('parks.json');

/** The credit code of the enterprise that a demo applicant acts for. */
export const enterpriseOf = (user: string): string =>
  people.find((person) => person.user === user)!.mandates[0]!.body.replace('enterprise:', '');

/** An answer that no repeating will change. */
export class Refused extends Error {
  constructor(
    what: string,
    readonly status: number,
    readonly answer: { code?: string },
  ) {
    super(`${what}: ${status} ${JSON.stringify(answer)}`);
    this.name = 'Refused';
  }
}

const REPEATS = 8;
const PAUSE_MS = 500;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The house as people see it from outside. */
export class House {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(private readonly url: string) {}

  /** Reads as this person. @throws Refused */
  get<T>(path: string, as: string): Promise<T> {
    return this.ask<T>('GET', path, { as });
  }

  /** Files an application. */
  file(as: string, body: object): Promise<CaseView> {
    return this.ask('POST', '/api/v1/cases', { as, body });
  }

  /** Does one act. */
  act(number: string, as: string, slug: string, body: object): Promise<CaseView> {
    return this.ask('POST', `/api/v1/cases/${encodeURIComponent(number)}/acts/${slug}`, { as, body });
  }

  /** Hands in a file as it is. */
  upload<T>(path: string, as: string, type: string, content: string): Promise<T> {
    return this.ask('POST', path, { as, content, type });
  }

  private async ask<T>(
    method: string,
    path: string,
    { as, body, content, type }: { as: string; body?: object; content?: string; type?: string },
  ): Promise<T> {
    const headers: Record<string, string> = {
      authorization: `Bearer ${await this.tokenOf(as)}`,
      'idempotency-key': randomUUID(),
      ...(method === 'POST' && { 'content-type': type ?? 'application/json' }),
    };
    const payload = content ?? (body && JSON.stringify(body));
    for (let tries = 1; ; tries++) {
      const response = await fetch(this.url + path, { method, headers, body: payload });
      const answer = (await response.json()) as T & { code?: string };
      if (response.ok) return answer;
      if (![503, 504].includes(response.status) || tries === REPEATS)
        throw new Refused(`${as} ${method} ${path}`, response.status, answer);
      await pause(PAUSE_MS * tries);
    }
  }

  private tokenOf(user: string): Promise<string> {
    const known = this.tokens.get(user);
    if (known) return known;
    const signIn = async () => {
      const body = JSON.stringify({ user, password: demoPassword });
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${this.url}/api/v1/sign-in`, { method: 'POST', headers, body });
      const answer = (await response.json()) as { token: string; code?: string };
      if (!response.ok) throw new Refused(`${user} signs in`, response.status, answer);
      return answer.token;
    };
    const token = signIn();
    this.tokens.set(user, token);
    return token;
  }
}

/** The demo person who plays this part in a case. @throws Error when the seeds have nobody. */
export function personFor(part: Part, of: { park: ParkSeed; owner: string; applicant: string }): string {
  if (part === 'applicant') return of.applicant;
  if (part === 'window') return `window.${of.park.code}`;
  if (part === 'check') return `check.${of.park.code}`;
  if (part !== 'decider') return part;
  const decider = people.find(({ user, mandates }) =>
    mandates.some(({ role, body }) => user.startsWith('decider.') && role === 'DECIDER' && body === of.owner),
  );
  if (!decider) throw new Error(`nobody decides for ${of.owner}`);
  return decider.user;
}
