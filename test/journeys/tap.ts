// A tap on an installation's NATS: sees what is asked and answered as it passes, and touches nothing.
// While it is open a request that nobody serves is no longer told so by the server: close it before an app is taken away.
import { type Msg } from '@nats-io/transport-node';
import { SUBJECTS } from '#contracts/subjects';
import { connectNats } from '#platform/nats';
import { type Installation } from '../installation';

/** A request, or the answer to one. `n` numbers the requests. */
export interface Passed {
  n: number;
  kind: 'asked' | 'answered';
  subject: string;
  data: Record<string, unknown>;
}

/** An open tap. */
export interface Tap {
  /** Requests since the last `forget`, all that are through by now. */
  asked: (subject?: string) => Promise<Pick<Passed, 'subject' | 'data'>[]>;
  /** Requests and answers in their order. */
  passed: () => Promise<Passed[]>;
  forget: () => Promise<void>;
  close: () => Promise<void>;
}

/** Opens a tap on every request that one app makes of another. */
export async function tapOn({ env, prefix }: Installation): Promise<Tap> {
  const nats = await connectNats(env['NATS_URL']!, 'tap');
  const open = new Map<string, Passed>();
  let seen: Passed[] = [];
  let n = 0;
  const hearRequest = (subject: string) => (_: Error | null, message: Msg) => {
    const { data } = message.json<{ data: Record<string, unknown> }>();
    const request: Passed = { n: n++, kind: 'asked', subject, data };
    open.set(message.reply!, request);
    seen.push(request);
  };
  for (const subject of Object.values(SUBJECTS)) nats.subscribe(prefix + subject, { callback: hearRequest(subject) });
  nats.subscribe('_INBOX.>', {
    callback: (_, { subject }) => {
      const request = open.get(subject);
      if (!request) return; // of another installation on the same server
      open.delete(subject);
      seen.push({ ...request, kind: 'answered' });
    },
  });
  await nats.flush();
  // What the server has passed on before it answers our ping has come before its answer.
  const passed = async () => {
    await nats.flush();
    return seen;
  };
  return {
    passed,
    asked: async (only) =>
      (await passed())
        .filter(({ kind, subject }) => kind === 'asked' && subject === (only ?? subject))
        .map(({ subject, data }) => ({ subject, data })),
    forget: async () => {
      await nats.flush();
      seen = [];
    },
    close: () => nats.close(),
  };
}
