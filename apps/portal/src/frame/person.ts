// Who is signed in, for components: they render anew when that changes.
import { useSyncExternalStore } from 'react';
import { type PersonView } from '#contracts/registry.dto';
import { onSession, session } from '#screens/session';

/** The signed-in person, or null. */
export function usePerson(): PersonView | null {
  return useSyncExternalStore(onSession, session)?.person ?? null;
}

/** The enterprises that a person may apply for, as bodies (`enterprise:<code>`). */
export function enterprisesOf(person: PersonView | null): string[] {
  return (person?.mandates ?? []).filter(({ role }) => role === 'APPLICANT').map(({ body }) => body);
}

/** The credit code in the body of an enterprise. */
export function codeOfEnterprise(body: string): string {
  return body.replace(/^enterprise:/, '');
}
