// Where to go after signing in: a page of the console, never another place.

/** The address in `?back=` if it is one of ours, else the work list. */
export function backFrom(given: string | null): string {
  return given !== null && /^\/(?![/\\])/.test(given) && !given.startsWith('/sign-in') ? given : '/';
}
