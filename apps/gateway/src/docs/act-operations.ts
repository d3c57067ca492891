// The acts as an integrator sees them: one documented operation each, although one handler serves them all.
import { type ApiOperationOptions } from '@nestjs/swagger';
import {
  AcceptDto,
  DecideDto,
  ExtendDto,
  FileDto,
  ObjectDto,
  OpinionDto,
  PauseDto,
  RefuseAcceptanceDto,
  RequestCorrectionDto,
  ResumeDto,
  RetryWorkDto,
  RevokeDto,
  SupplementDto,
  WithdrawDto,
} from '#contracts/acts.dto';
import { transition, type PersonAct } from '#rules/lifecycle';

/** What the document says of one act. */
export interface ActOperation {
  body: new () => object;
  en: string;
  zh: string;
}

/** Slug -> body and names. The type demands a row for every act of people. */
export const ACT_OPERATIONS: Readonly<Record<PersonAct, ActOperation>> = {
  file: { body: FileDto, en: 'File an application', zh: '申请' },
  accept: { body: AcceptDto, en: 'Accept a complete application', zh: '受理' },
  'refuse-acceptance': { body: RefuseAcceptanceDto, en: 'Refuse acceptance, with reasons', zh: '不予受理' },
  'request-correction': {
    body: RequestCorrectionDto,
    en: 'Tell the applicant, once, everything to correct',
    zh: '补正告知',
  },
  supplement: { body: SupplementDto, en: 'Hand in the corrected form', zh: '补正' },
  opinion: { body: OpinionDto, en: "Give one's department's opinion", zh: '会审意见' },
  object: { body: ObjectDto, en: 'Record an objection of the public', zh: '公示异议' },
  pause: { body: PauseDto, en: 'Begin a special procedure that stops the clock', zh: '特别程序开始' },
  resume: { body: ResumeDto, en: 'End the special procedure: the clock runs again', zh: '特别程序结束' },
  extend: { body: ExtendDto, en: 'Extend the limit, once, with the reason', zh: '延长' },
  decide: { body: DecideDto, en: 'Decide: grant, or refuse with reasons and remedies', zh: '决定' },
  'retry-work': { body: RetryWorkDto, en: 'Have the machine try once more what it gave up', zh: '重试后台工作' },
  revoke: { body: RevokeDto, en: 'Revoke a grant, with the reasons', zh: '撤销许可' },
  withdraw: { body: WithdrawDto, en: 'Withdraw the application', zh: '撤回' },
};

/** What stands over every act but filing. */
export function actOperation(act: PersonAct): ApiOperationOptions {
  const { en, zh } = ACT_OPERATIONS[act];
  const { article, from, event } = transition(act);
  return {
    operationId: act,
    summary: `${en} ${zh}`,
    description: `${article}. From ${from.join(', ')}; recorded as \`${event}\`.`,
  };
}

/** Filing has an address of its own. */
export const FILING: ApiOperationOptions = {
  ...actOperation('file'),
  requestBody: {
    required: true,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/FileDto' } } },
  },
};

/** The templated handler; the document replaces it by one path an act. */
export const ACT_TEMPLATE: ApiOperationOptions = { operationId: 'act', summary: 'An act on a case' };
