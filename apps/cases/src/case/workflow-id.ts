// Workflows by their ids: `<prefix>case/<number>` conducts a case, `<prefix>bundle/<number>` a bundle. One id in Temporal, in `cases.conduct`, in logs.

/** What a conduct row is about, by the word in its column `kind`. */
export type ConductKind = 'approval' | 'bundle';

const PLACE: Readonly<Record<ConductKind, string>> = { approval: 'case', bundle: 'bundle' };

/** The id of the workflow that conducts this case or bundle. */
export function workflowIdOf(prefix: string, kind: ConductKind, number: string): string {
  return `${prefix}${PLACE[kind]}/${number}`;
}

/** What a workflow conducts, by its id. */
export function conductedBy(workflowId: string): { kind: ConductKind; number: string } {
  const slash = workflowId.lastIndexOf('/');
  const kind = workflowId.slice(0, slash).endsWith(PLACE.bundle) ? 'bundle' : 'approval';
  return { kind, number: workflowId.slice(slash + 1) };
}
