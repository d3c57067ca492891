// Where to go after signing in: a page of the portal, never another place.

/** The address in `?back=` if it is one of ours, else the home page. */
export function backFrom(given: string | null): string {
  return given !== null && /^\/(?![/\\])/.test(given) && !given.startsWith('/sign-in') ? given : '/';
}
