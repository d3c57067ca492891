// Live hints over one stream that carries the token (EventSource cannot). A hint says "ask again", never what changed.
import { openStream } from './client';
import { endsAt, hasNotice, hintsIn } from './hints';

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

/** What a listener hears: a case that changed, a new notice, or that the stream stands or is lost. */
export interface LiveEars {
  onCase: (number: string) => void;
  onNotice: () => void;
  onOpen: () => void;
  onLost: () => void;
}

/** Listens until `stop` is aborted; a lost stream is opened again, later and later. */
export async function listen(ears: LiveEars, stop: AbortSignal): Promise<void> {
  let wait = FIRST_WAIT_MS;
  while (!stop.aborted) {
    try {
      const stream = await openStream('/api/v1/events', stop);
      wait = FIRST_WAIT_MS;
      ears.onOpen();
      await read(stream, ears);
    } catch (error) {
      // Whatever ended it, the answer is the same: say so, wait, come back. An ended token has its own way to the sign-in.
      if (stop.aborted) return;
      console.warn('live hints were lost', error); // eslint-disable-line no-console -- a screen has no other log
    }
    ears.onLost();
    await pause(wait, stop);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}

async function read(stream: ReadableStream<Uint8Array>, { onCase, onNotice }: LiveEars): Promise<void> {
  const reader = stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const end = endsAt(text);
    const whole = text.slice(0, end);
    hintsIn(whole).forEach(onCase);
    if (hasNotice(whole)) onNotice();
    text = text.slice(end);
  }
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stop.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
