// Who is signed in, in memory and for this tab alone (sessionStorage): a token never outlives the tab or its own end.
import { type PersonView, type SignInView } from '#contracts/registry.dto';

const PLACE = 'yuanban.session';
const PERSON = 'yuanban.person';
const LONGEST_TIMER_MS = 2 ** 31 - 1;

type Listener = () => void;
const listeners = new Set<Listener>();
let timer: ReturnType<typeof setTimeout> | undefined;
let current: SignInView | null = read();
if (current) endWithToken(current);

/** The session of this tab; null = nobody is signed in, or the token has ended. */
export function session(): SignInView | null {
  return current && Date.parse(current.expiresAt) > Date.now() ? current : null;
}

/** The signed-in person. @throws Error outside of the pages that stand behind the sign-in. */
export function me(): PersonView {
  if (!current) throw new Error('nobody is signed in');
  return current.person;
}

/** Begins a session. What another person has left half written in this tab is forgotten. */
export function beginSession(next: SignInView): void {
  if (sessionStorage.getItem(PERSON) !== next.person.id) sessionStorage.clear();
  current = next;
  sessionStorage.setItem(PLACE, JSON.stringify(next));
  sessionStorage.setItem(PERSON, next.person.id);
  endWithToken(next);
  tell();
}

/** Ends it because the token does; drafts stay for the same person. */
export function endSession(): void {
  sessionStorage.removeItem(PLACE);
  leave();
}

/** Signs out: nothing of this person stays in the tab. */
export function signOut(): void {
  sessionStorage.clear();
  leave();
}

/** Did a session of this tab end by itself? Then somebody means to come back. */
export function hasEnded(): boolean {
  return current === null && sessionStorage.getItem(PERSON) !== null;
}

/** Hears of every change. Returns how to stop. */
export function onSession(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function leave(): void {
  current = null;
  clearTimeout(timer);
  tell();
}

function endWithToken({ expiresAt }: SignInView): void {
  clearTimeout(timer);
  timer = setTimeout(endSession, Math.min(Math.max(0, Date.parse(expiresAt) - Date.now()), LONGEST_TIMER_MS));
}

function tell(): void {
  listeners.forEach((listener) => listener());
}

function read(): SignInView | null {
  const stored = sessionStorage.getItem(PLACE);
  return stored === null ? null : (JSON.parse(stored) as SignInView);
}
