// The kinds of events.
/** `case.opinion-given.v1` -> `opinion-given`: the key of its texts. */
export function kindOf(type: string): string {
  return type.replace(/^case\./, '').replace(/\.v\d+$/, '');
}
