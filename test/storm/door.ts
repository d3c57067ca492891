// The door as people meet it in a storm: over HTTP, every act under a key of its own and repeated under it until it is answered, as any
// good client does. Whatever was asked and answered is kept: that is the history which the oracle judges.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const { demoPassword } = JSON.parse(readFileSync(join(__dirname, '../../seeds/people.json'), 'utf8')) as {
  demoPassword: string;
};

/** One sending of a request and what came of it; moments in epoch ms, no status = no answer. */
export interface Try {
  sentAt: number;
  endedAt: number;
  status: number | null;
  code?: string;
  number?: string;
}

/** A request with all that was heard on it. `answer` is the first that repeating will not change; the tries behind it are deliberate repeats. */
export interface Asked {
  key: string;
  user: string;
  act: string;
  /** Null for a filing. */
  on: string | null;
  body: object;
  tries: Try[];
  answer: Try | null;
}

/** Done, and it will stay so. */
export const isDone = ({ status }: Pick<Try, 'status'>) => status !== null && status >= 200 && status < 300;
/** What repeating may change: no answer, or one that says "not now". */
const isOpen = ({ status }: Try) => status === null || status >= 500 || status === 429;

const AGAIN_MS = 250;
/** Longer than any deadline within the house. */
const HANGS_UP_MS = 15_000;
/** A request that nobody answers for so long is given up, and the oracle says so. */
const GIVES_UP_MS = 180_000;

/** One door, and everything that was asked at it. */
export class Door {
  readonly history: Asked[] = [];
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(private readonly url: string) {}

  /** Asks for an act until it is answered; `on` = null files. `twice`: the same request goes out twice at once. */
  async ask(wish: Pick<Asked, 'key' | 'user' | 'act' | 'on' | 'body'>, twice = false): Promise<Asked> {
    const asked: Asked = { ...wish, tries: [], answer: null };
    this.history.push(asked);
    const answers = await Promise.all(Array.from({ length: twice ? 2 : 1 }, () => this.answered(asked)));
    // Of two that went out at once the one that was done counts: it may have been refused a moment before.
    asked.answer = answers.find((one) => one !== null && isDone(one)) ?? answers[0]!;
    return asked;
  }

  /** The same request once more, on purpose. */
  again(asked: Asked): Promise<Try | null> {
    return this.answered(asked);
  }

  private async answered(asked: Asked): Promise<Try | null> {
    const path = asked.on === null ? '' : `/${encodeURIComponent(asked.on)}/acts/${asked.act}`;
    for (const end = Date.now() + GIVES_UP_MS; Date.now() < end; await pause(AGAIN_MS)) {
      const token = await this.tokenOf(asked.user);
      const one = await this.send(`/api/v1/cases${path}`, asked.body, {
        authorization: `Bearer ${token}`,
        'idempotency-key': asked.key,
      });
      asked.tries.push(one);
      if (one.status === 401) this.tokens.delete(asked.user);
      else if (!isOpen(one)) return one;
    }
    return null;
  }

  private async send(path: string, body: object, headers: Record<string, string>): Promise<Try & { token?: string }> {
    const sentAt = Date.now();
    try {
      const response = await fetch(this.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(HANGS_UP_MS),
      });
      const { code, number, token } = (await response.json()) as { code?: string; number?: string; token?: string };
      const heard = { ...(code && { code }), ...(number && { number }), ...(token && { token }) };
      return { sentAt, endedAt: Date.now(), status: response.status, ...heard };
    } catch {
      return { sentAt, endedAt: Date.now(), status: null };
    }
  }

  private tokenOf(user: string): Promise<string> {
    const known = this.tokens.get(user);
    if (known) return known;
    const signIn = async () => {
      for (const end = Date.now() + GIVES_UP_MS; ; await pause(AGAIN_MS)) {
        const one = await this.send('/api/v1/sign-in', { user, password: demoPassword }, {});
        if (one.token) return one.token;
        if (!isOpen(one) || Date.now() > end) throw new Error(`${user} cannot sign in: ${JSON.stringify(one)}`);
      }
    };
    const token = signIn();
    this.tokens.set(user, token);
    return token;
  }
}
