// Instants as interfaces of ours tell them: in the time of Shanghai, so that a reader sees the civil date.

/** An instant as it goes over the wire: ISO 8601 at +08:00, milliseconds only when there are some. */
export function wireInstant(at: number): string {
  const text = new Date(at + 8 * 3_600_000).toISOString();
  return `${text.replace(/(\.000)?Z$/, '')}+08:00`;
}
