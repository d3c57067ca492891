// The log of case events as other apps read it: by position, gapless, the same record that JetStream carries.
import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** The most events of one answer: together they stay well below what NATS takes as one message. */
export const MOST_EVENTS = 500;

/** Asks for the events behind a position. */
export class EventsAfterRequest {
  @IsInt()
  @Min(0)
  position: number;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_EVENTS)
  limit?: number;
}

/** An event at its place in the log. Instants are ISO 8601. */
export interface LoggedEvent {
  position: number;
  number: string;
  no: number;
  type: string;
  actor: string;
  effective_at: string;
  recorded_at: string;
  data: Record<string, unknown>;
}

/** Events in the order of their positions; `head` is the last position that has been given. */
export interface EventsAfter {
  events: LoggedEvent[];
  head: number;
}

/** How far an app is behind the log: events, and for how many seconds it has lacked some or could not ask. */
export interface LagView {
  behind: number;
  seconds: number;
}
