// What readiness tells beside yes or no.

/** The house is ready; how far its figures and its notices are behind the cases, and how many mails did not go out. */
export interface HouseHealth {
  status: 'ok';
  oversight: { status: 'ok' | 'degraded' | 'away'; behind: number | null; seconds: number | null };
  desk: HouseHealth['oversight'] & { undelivered: number | null };
}
