// What a handler may demand of whoever calls it. `access.ts` decides on the single case; this closes the door of the house.

/** Permissions: `public` needs no person, every other one needs a signed-in person, `internal` another app of ours. */
export const PERMISSIONS = [
  'public',
  'internal',
  'case.act',
  'case.read',
  'task.read',
  'catalogue.read',
  'turnaround.read',
  'case.import',
  'case.export',
  'notice.read',
] as const;

/** One of them. */
export type Permission = (typeof PERMISSIONS)[number];
