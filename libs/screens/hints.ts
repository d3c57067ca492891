// The text of a stream of server-sent events, as far as the house writes it: `event: case` with a line of JSON, and `event: notice`.

/** Up to where a text holds whole events. */
export function endsAt(text: string): number {
  const last = text.lastIndexOf('\n\n');
  return last < 0 ? 0 : last + 2;
}

/** The numbers of the cases that changed, in order; comments and other events tell none. */
export function hintsIn(text: string): string[] {
  return text.split('\n\n').flatMap((block) => {
    const lines = block.split('\n');
    const data = lines.find((line) => line.startsWith('data: '))?.slice('data: '.length);
    if (!lines.includes('event: case') || data === undefined) return [];
    return [(JSON.parse(data) as { number: string }).number];
  });
}

/** Does it say that the reader has a new notice? */
export function hasNotice(text: string): boolean {
  return text.split('\n\n').some((block) => block.split('\n').includes('event: notice'));
}
