// One open stream of one person. A reader that does not read loses hints, then the stream: memory stays bounded.
import { type Writable } from 'node:stream';
import { type Hint } from '#contracts/cases.dto';
import { isConcerned } from '#rules/access';

/** Bytes that may wait for a slow reader. Past them hints are dropped: screens refetch each minute anyway. */
export const MOST_WAITING = 65_536;

/** A person's stream and what he or she may hear of. */
export class Listener {
  constructor(
    readonly person: string,
    public mandates: readonly { role: string; body: string }[],
    private readonly outlet: Writable,
  ) {
    outlet.write('retry: 2000\n: open\n\n');
  }

  /** Passes a hint on if it concerns the person. */
  hear(hint: Hint): void {
    if (this.isBehind || !isConcerned(this.mandates, hint.bodies)) return;
    this.outlet.write(`event: case\ndata: ${JSON.stringify({ number: hint.number, seq: hint.seq })}\n\n`);
  }

  /** Says that the person has a notice, and not which: the screen asks. */
  notice(): void {
    if (!this.isBehind) this.outlet.write('event: notice\ndata: {}\n\n');
  }

  /** A comment that keeps the way open; whoever still has not read by then is let go and may come back. */
  beat(): void {
    if (this.isBehind) this.outlet.destroy();
    else this.outlet.write(': beat\n\n');
  }

  /** Ends the stream. */
  end(): void {
    this.outlet.end();
  }

  private get isBehind(): boolean {
    return this.outlet.writableLength > MOST_WAITING;
  }
}
