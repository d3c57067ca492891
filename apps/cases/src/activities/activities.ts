// What a workflow may have done for it. Each effect goes through the door and may be repeated.
import { ApplicationFailure } from '@temporalio/activity';
import { type Logger } from 'pino';
import { ERRORS } from '#contracts/errors';
import { type ActService } from '../act/act.service';
import { type BundleService } from '../bundle/bundle.service';
import { strikeOn } from '../bundle/strike';
import { conductedBy } from '../case/workflow-id';
import { type CertificateService } from '../certificate/certificate.service';
import { isErrorCode, toWire } from '#platform/failure';
import type { BundleFacts } from '#rules/bundle';
import type { Facts } from '#rules/telling';

/** The activities of the worker. */
export interface Activities {
  /** Does what has come due on a case, or looks at a bundle; answers the newest facts. "Not due yet" is no error. */
  strike(workflowId: string): Promise<Facts | BundleFacts>;
  /** Makes out the certificate that was ordered; answers the newest facts. Made already is no error. */
  certificate(workflowId: string): Promise<Facts>;
  /** Tells as a fact that ordered work could not be done, with the code of the error. */
  giveUp(workflowId: string, code: string): Promise<Facts>;
  /** Files a part of a bundle whose turn has come; answers the newest facts. Filed already, or no longer wanted, is no error. */
  filePart(workflowId: string, part: string): Promise<BundleFacts>;
}

const numberOf = (workflowId: string) => conductedBy(workflowId).number;

/** Activities on the doors of cases and bundles. */
export function activitiesOn(
  door: ActService,
  certificates: CertificateService,
  bundles: BundleService,
  log: Logger,
): Activities {
  return {
    strike: (workflowId) => {
      const { kind, number } = conductedBy(workflowId);
      return strikeOn(door, bundles)(kind, number, true);
    },
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
    filePart: (workflowId, part) => bundles.filePart(numberOf(workflowId), part),
  };
}
