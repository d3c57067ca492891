// What a workflow may have done for it. Each effect goes through the door and may be repeated.
import { type ActService } from '../act/act.service';
import type { Facts } from '#rules/telling';

/** The activities of the worker. */
export interface Activities {
  /** Does what has come due; answers the newest facts. "Not due yet" is no error. */
  strike(workflowId: string): Promise<Facts>;
}

/** Activities on a door. The workflow id ends in `case/<number>`. */
export function activitiesOn(door: ActService): Activities {
  return {
    strike: (workflowId) => door.strike(workflowId.slice(workflowId.lastIndexOf('/') + 1), true),
  };
}
