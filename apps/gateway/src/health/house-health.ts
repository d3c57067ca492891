// What readiness tells beside yes or no.

/** The house is ready; how far its figures are behind the cases. */
export interface HouseHealth {
  status: 'ok';
  oversight: { status: 'ok' | 'degraded' | 'away'; behind: number | null; seconds: number | null };
}
