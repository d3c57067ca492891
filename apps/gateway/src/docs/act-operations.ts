// The acts as an integrator sees them: one documented operation each, although one handler serves them all.
import { type ApiOperationOptions } from '@nestjs/swagger';
import {
  AcceptConditionallyDto,
  AcceptDto,
  BringLateMaterialDto,
  DecideDto,
  ExtendDto,
  FileDto,
  NoJurisdictionDto,
  NotRequiredDto,
  ObjectDto,
  ProposeDto,
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
import {
  AskHearingDto,
  CloseReviewDto,
  ConveneExpertsDto,
  DeliverDto,
  HearInterestedDto,
  MessageDto,
  NoticeHearingDto,
  RecirculateDto,
  RecordHearingDto,
  RecuseDto,
  ReportUpDto,
  RevokeCardDto,
  ScoreDto,
  SiteCheckDto,
  TellHearingDto,
  TellInterestedDto,
} from '#contracts/examination-acts.dto';
import {
  AskCorrectionDto,
  AskRenewalDto,
  CorrectCertificateDto,
  DecideRenewalDto,
  RefuseCorrectionDto,
  SurrenderLicenceDto,
  WithdrawLicenceDto,
} from '#contracts/licence-acts.dto';
import { AskReconsiderationDto, DecideReconsiderationDto } from '#contracts/reconsideration-acts.dto';
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
  'not-required': { body: NotRequiredDto, en: 'Tell that no licence is needed', zh: '无需许可' },
  'no-jurisdiction': { body: NoJurisdictionDto, en: 'Name the body that is competent instead', zh: '告知有权机关' },
  'accept-conditionally': {
    body: AcceptConditionallyDto,
    en: 'Accept, while what is not essential follows',
    zh: '容缺受理',
  },
  'bring-late-material': { body: BringLateMaterialDto, en: 'Hand in what was to follow', zh: '补交容缺材料' },
  'refuse-acceptance': { body: RefuseAcceptanceDto, en: 'Refuse acceptance, with reasons', zh: '不予受理' },
  'request-correction': {
    body: RequestCorrectionDto,
    en: 'Tell the applicant, once, everything to correct',
    zh: '补正告知',
  },
  supplement: { body: SupplementDto, en: 'Hand in the corrected form', zh: '补正' },
  opinion: { body: OpinionDto, en: "Give one's department's opinion", zh: '会审意见' },
  'report-up': { body: ReportUpDto, en: 'Report up what the lower level has examined', zh: '初审报送' },
  recirculate: { body: RecirculateDto, en: 'Ask departments that have answered once more', zh: '再次会签' },
  'close-review': { body: CloseReviewDto, en: 'End the review early after a dissent', zh: '提前终结会审' },
  'site-check': { body: SiteCheckDto, en: 'Record a check on the site by two officers', zh: '现场核查' },
  'tell-interested': { body: TellInterestedDto, en: 'Tell interested parties', zh: '告知利害关系人' },
  'hear-interested': { body: HearInterestedDto, en: 'Record what an interested party said', zh: '听取利害关系人意见' },
  'tell-hearing': { body: TellHearingDto, en: 'Tell that a hearing may be asked for', zh: '告知听证权利' },
  'ask-hearing': { body: AskHearingDto, en: 'Ask for a hearing', zh: '申请听证' },
  'notice-hearing': { body: NoticeHearingDto, en: 'Announce the hearing: the clock stands', zh: '听证通知' },
  'record-hearing': { body: RecordHearingDto, en: 'Put the record of the hearing on the file', zh: '听证笔录' },
  'convene-experts': { body: ConveneExpertsDto, en: 'Call in experts: the clock stands', zh: '组织专家评审' },
  score: { body: ScoreDto, en: 'Give a score, unseen by the others', zh: '专家评分' },
  recuse: {
    body: RecuseDto,
    en: 'Step back as an expert who is concerned, or release one who does not answer',
    zh: '回避',
  },
  object: { body: ObjectDto, en: 'Record an objection of the public', zh: '公示异议' },
  pause: { body: PauseDto, en: 'Begin a special procedure that stops the clock', zh: '特别程序开始' },
  resume: { body: ResumeDto, en: 'End the special procedure: the clock runs again', zh: '特别程序结束' },
  extend: { body: ExtendDto, en: 'Extend the limit, once, with the reason', zh: '延长' },
  propose: { body: ProposeDto, en: 'Propose a decision to a second decider', zh: '拟办' },
  decide: { body: DecideDto, en: 'Decide: grant, or refuse with reasons and remedies', zh: '决定' },
  deliver: { body: DeliverDto, en: 'Record that it was handed out', zh: '送达' },
  'revoke-card': { body: RevokeCardDto, en: 'Take back a card that was wrong', zh: '撤销红黄牌' },
  message: { body: MessageDto, en: 'Send a word to the other side', zh: '留言' },
  'retry-work': { body: RetryWorkDto, en: 'Have the machine try once more what it gave up', zh: '重试后台工作' },
  'ask-renewal': { body: AskRenewalDto, en: 'Ask for renewal, thirty days before the end', zh: '申请延续' },
  'decide-renewal': { body: DecideRenewalDto, en: 'Renew, or refuse with reasons and remedies', zh: '延续决定' },
  'ask-correction': { body: AskCorrectionDto, en: 'Say that a certificate shows something wrong', zh: '申请更正' },
  'correct-certificate': {
    body: CorrectCertificateDto,
    en: 'Have a certificate made out anew, corrected',
    zh: '更正证照',
  },
  'refuse-correction': {
    body: RefuseCorrectionDto,
    en: 'Leave a certificate as it is, with the reasons',
    zh: '不予更正',
  },
  'ask-reconsideration': {
    body: AskReconsiderationDto,
    en: 'Ask for reconsideration of a refusal',
    zh: '申请行政复议',
  },
  'decide-reconsideration': {
    body: DecideReconsiderationDto,
    en: 'Record what reconsideration has come to',
    zh: '行政复议决定',
  },
  'surrender-licence': { body: SurrenderLicenceDto, en: 'Give a licence up', zh: '申请注销' },
  'withdraw-licence': {
    body: WithdrawLicenceDto,
    en: 'Withdraw a licence after the law or the circumstances changed',
    zh: '撤回许可',
  },
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
