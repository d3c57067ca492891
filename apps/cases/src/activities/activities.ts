// What a workflow may have done for it. Each effect goes through the door and may be repeated.
import { ApplicationFailure } from '@temporalio/activity';
import { type Logger } from 'pino';
import { ERRORS } from '#contracts/errors';
import { type ActService } from '../act/act.service';
import { type CertificateService } from '../certificate/certificate.service';
import { isErrorCode, toWire } from '#platform/failure';
import type { Facts } from '#rules/telling';

/** The activities of the worker. */
export interface Activities {
  /** Does what has come due; answers the newest facts. "Not due yet" is no error. */
  strike(workflowId: string): Promise<Facts>;
  /** Makes out the certificate that was ordered; answers the newest facts. Made already is no error. */
  certificate(workflowId: string): Promise<Facts>;
  /** Tells as a fact that ordered work could not be done, with the code of the error. */
  giveUp(workflowId: string, code: string): Promise<Facts>;
}

/** The case of a workflow: its id ends in `case/<number>`. */
const numberOf = (workflowId: string) => workflowId.slice(workflowId.lastIndexOf('/') + 1);

/** Activities on a door. */
export function activitiesOn(door: ActService, certificates: CertificateService, log: Logger): Activities {
  return {
    strike: (workflowId) => door.strike(numberOf(workflowId), true),
    certificate: (workflowId) =>
      certificates.issue(numberOf(workflowId)).catch((cause: unknown) => {
        const { code } = toWire(cause);
        log.error({ number: numberOf(workflowId), err: cause, code }, 'a certificate could not be made');
        // The code travels; a text may hold what people wrote, and a workflow's history is no place for it. What we refuse ourselves
        // (a character that no font has) is refused again and again: only trouble of a server is worth another try.
        const nonRetryable = isErrorCode(code) && ERRORS[code].status < 500;
        const failure = ApplicationFailure.create({ type: code, message: code, nonRetryable });
        failure.stack = ''; // says where on this machine, and would stand in the history for ever
        throw failure;
      }),
    giveUp: (workflowId, code) => certificates.giveUp(numberOf(workflowId), code),
  };
}
