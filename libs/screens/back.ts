// Where to go after signing in: a page of the same screen, never another place.

/** The address in `?back=` if it is one of ours, else where the screen begins. */
export function backFrom(given: string | null): string {
  return given !== null && /^\/(?![/\\])/.test(given) && !given.startsWith('/sign-in') ? given : '/';
}
