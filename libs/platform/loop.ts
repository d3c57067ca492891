// A loop that runs when woken or when its poll is due, never beside itself, and survives whatever its work throws.
import { type Logger } from 'pino';
import { Failure } from './failure';

/** A running loop. */
export interface Loop {
  /** There may be work: run soon. Many wake-ups during a round make one further round. */
  wake(): void;
  /** Ends after the round under way. */
  stop(): Promise<void>;
}

/**
 * Runs `round` every `everyMs`, at once when woken, and again while it reports work done; between two rounds it rests
 * `restMs`, so that a burst of wake-ups makes few rounds of many rows.
 */
export function startLoop(name: string, everyMs: number, round: () => Promise<number>, log: Logger, restMs = 0): Loop {
  let woken = false;
  let stopped = false;
  let ring: () => void = () => undefined;
  const running = (async () => {
    while (!stopped) {
      woken = false;
      let done = 0;
      try {
        done = await round();
      } catch (error) {
        // Which fields another app refused says what is wrong with us; what was in them stays out of the log.
        const fields =
          error instanceof Failure ? error.errors?.map(({ pointer, code }) => `${pointer} ${code}`) : undefined;
        log.warn({ loop: name, err: String(error), ...(fields && { fields }) }, 'a round failed; the next one comes');
      }
      if (stopped) break;
      if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
      if (done > 0 || woken) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        ring = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    wake: () => {
      woken = true;
      ring();
    },
    stop: async () => {
      stopped = true;
      ring();
      await running;
    },
  };
}
