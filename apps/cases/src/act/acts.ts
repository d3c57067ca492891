// Binds each act of rules/lifecycle.ts to what it carries: a plain act is a row here, nothing more.
import {
  AcceptConditionallyDto,
  AcceptDto,
  BringLateMaterialDto,
  type CorrectionItemDto,
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
import { ClaimDto, ReassignDto, ReleaseDto } from '#contracts/assignment-acts.dto';
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
import {
  ConfirmPromiseDto,
  DecideOnPromiseDto,
  GivePromiseDto,
  OrderFixDto,
  RepairCreditDto,
  ReportFixDto,
  RevokeOnPromiseDto,
} from '#contracts/promise-acts.dto';
import { AskReconsiderationDto, DecideReconsiderationDto } from '#contracts/reconsideration-acts.dto';
import { AcknowledgeReceiptDto, ServeDto } from '#contracts/service-acts.dto';
import { AnswerSupervisionDto, CloseSupervisionDto } from '#contracts/supervision-acts.dto';
import { freeStep, type Mandate } from '#rules/access';
import { type PersonAct } from '#rules/lifecycle';
import { type ActData } from '#rules/doing';
import { type CaseState } from '#rules/state';
import { bodyOf, stepTo } from './which-step';

/** What people wrote, by field: kept beside the events, which hold only salted hashes. */
export type Texts = Record<string, string | undefined>;

/** One act: the shape of its body, what of it is fact (`data`) and what is text, and its own demands. */
export interface ActBinding<T extends object> {
  dto: new () => T;
  texts: (body: T) => Texts;
  data: (body: T, state: CaseState, mandates: readonly Mandate[]) => ActData;
}

const bind = <T extends object>(binding: ActBinding<T>) => binding as unknown as ActBinding<object>;

const none = (): ActData => ({});
const itemTexts = (items: readonly CorrectionItemDto[]): Texts =>
  Object.fromEntries(items.map(({ text }, i) => [`items.${i}`, text]));

/** The table. `file` opens a case and has its own room. */
export const ACTS: Readonly<Record<PersonAct, ActBinding<object>>> = {
  file: bind<FileDto>({ dto: FileDto, texts: () => ({}), data: none }),
  accept: bind<AcceptDto>({ dto: AcceptDto, texts: ({ remark }) => ({ remark }), data: none }),
  'not-required': bind<NotRequiredDto>({ dto: NotRequiredDto, texts: ({ reasons }) => ({ reasons }), data: none }),
  'no-jurisdiction': bind<NoJurisdictionDto>({
    dto: NoJurisdictionDto,
    texts: ({ properBody, reasons }) => ({ properBody, reasons }),
    data: none,
  }),
  'accept-conditionally': bind<AcceptConditionallyDto>({
    dto: AcceptConditionallyDto,
    texts: ({ items, remark }) => ({ ...itemTexts(items), remark }),
    data: ({ items }) => ({ items: items.map(({ field }) => field ?? null) }),
  }),
  'bring-late-material': bind<BringLateMaterialDto>({
    dto: BringLateMaterialDto,
    texts: ({ remark }) => ({ remark }),
    data: none,
  }),
  'refuse-acceptance': bind<RefuseAcceptanceDto>({
    dto: RefuseAcceptanceDto,
    texts: ({ reasons }) => ({ reasons }),
    data: none,
  }),
  'request-correction': bind<RequestCorrectionDto>({
    dto: RequestCorrectionDto,
    texts: ({ items, reason }) => ({ ...itemTexts(items), reason }),
    data: ({ items, reason }) => ({
      items: items.map(({ field }) => field ?? null),
      ...(reason === undefined ? {} : { isReasoned: true }),
    }),
  }),
  supplement: bind<SupplementDto>({ dto: SupplementDto, texts: ({ remark }) => ({ remark }), data: none }),
  pause: bind<PauseDto>({
    dto: PauseDto,
    texts: ({ basis }) => ({ basis }),
    data: ({ reason, days }) => ({ reason, days }),
  }),
  resume: bind<ResumeDto>({ dto: ResumeDto, texts: ({ result }) => ({ result }), data: none }),
  extend: bind<ExtendDto>({
    dto: ExtendDto,
    texts: ({ reason, approvedBy }) => ({ reason, approvedBy }),
    data: ({ days }) => ({ days }),
  }),
  opinion: bind<OpinionDto>({
    dto: OpinionDto,
    texts: ({ text }) => ({ text }),
    data: ({ verdict, body }, state, mandates) => ({ verdict, body: bodyOf('opinion', body, state, mandates) }),
  }),
  'report-up': bind<ReportUpDto>({
    dto: ReportUpDto,
    texts: ({ text }) => ({ text }),
    data: ({ verdict }) => ({ verdict }),
  }),
  recirculate: bind<RecirculateDto>({
    dto: RecirculateDto,
    texts: ({ reason }) => ({ reason }),
    data: ({ bodies }) => ({ bodies }),
  }),
  'close-review': bind<CloseReviewDto>({ dto: CloseReviewDto, texts: ({ reason }) => ({ reason }), data: none }),
  'site-check': bind<SiteCheckDto>({
    dto: SiteCheckDto,
    texts: ({ findings }) => ({ findings }),
    data: ({ officers }) => ({ officers }),
  }),
  'tell-interested': bind<TellInterestedDto>({
    dto: TellInterestedDto,
    texts: ({ parties, matter }) => ({ parties, matter }),
    data: ({ days }) => ({ days }),
  }),
  'hear-interested': bind<HearInterestedDto>({
    dto: HearInterestedDto,
    texts: ({ party, statement }) => ({ party, statement }),
    data: (_, { steps }, mandates) => {
      const free = freeStep('INTERESTED', mandates, steps);
      return free ? { step: free.id } : {};
    },
  }),
  'tell-hearing': bind<TellHearingDto>({ dto: TellHearingDto, texts: ({ matter }) => ({ matter }), data: none }),
  'ask-hearing': bind<AskHearingDto>({ dto: AskHearingDto, texts: ({ reason }) => ({ reason }), data: none }),
  'notice-hearing': bind<NoticeHearingDto>({
    dto: NoticeHearingDto,
    texts: ({ place }) => ({ place }),
    data: ({ on, chair }) => ({ on, chair }),
  }),
  'record-hearing': bind<RecordHearingDto>({
    dto: RecordHearingDto,
    texts: ({ record, confirmedBy }) => ({ record, confirmedBy }),
    data: none,
  }),
  'convene-experts': bind<ConveneExpertsDto>({
    dto: ConveneExpertsDto,
    texts: ({ basis }) => ({ basis }),
    data: ({ experts, days }) => ({ experts, days }),
  }),
  score: bind<ScoreDto>({
    dto: ScoreDto,
    texts: ({ text }) => ({ text }),
    data: ({ score }, state, mandates) => ({ score, body: bodyOf('score', undefined, state, mandates) }),
  }),
  recuse: bind<RecuseDto>({
    dto: RecuseDto,
    texts: ({ reason }) => ({ reason }),
    data: ({ body }, state, mandates) => {
      const expert = bodyOf('recuse', body, state, mandates);
      return mandates.some((mandate) => mandate.body === expert) ? { body: expert } : { expert };
    },
  }),
  object: bind<ObjectDto>({
    dto: ObjectDto,
    texts: ({ text, objector }) => ({ text, objector }),
    data: none,
  }),
  propose: bind<ProposeDto>({
    dto: ProposeDto,
    texts: ({ opinion }) => ({ opinion }),
    data: ({ outcome, decisionBasis: basis }) => ({ outcome, ...(basis !== undefined && { basis }) }),
  }),
  decide: bind<DecideDto>({
    dto: DecideDto,
    texts: ({ reasons, remedies, dissentHandling, objectionHandling, hearingHandling }) => ({
      reasons,
      remedies,
      dissentHandling,
      objectionHandling,
      hearingHandling,
    }),
    data: ({ outcome, decisionBasis: basis, dissentHandling, objectionHandling, hearingHandling }) => ({
      outcome,
      ...(basis !== undefined && { basis }),
      ...(dissentHandling && { dissentHandled: true }),
      ...(objectionHandling && { objectionsHandled: true }),
      ...(hearingHandling && { hearingHandled: true }),
    }),
  }),
  deliver: bind<DeliverDto>({
    dto: DeliverDto,
    texts: ({ receiver }) => ({ receiver }),
    data: ({ method }) => ({ method }),
  }),
  'revoke-card': bind<RevokeCardDto>({
    dto: RevokeCardDto,
    texts: ({ reason }) => ({ reason }),
    data: ({ card }) => ({ card }),
  }),
  claim: bind<ClaimDto>({
    dto: ClaimDto,
    texts: () => ({}),
    data: ({ step }, state, mandates) => stepTo('claim', step, state, mandates),
  }),
  release: bind<ReleaseDto>({
    dto: ReleaseDto,
    texts: ({ reason }) => ({ reason }),
    data: ({ step }, state, mandates) => stepTo('release', step, state, mandates),
  }),
  reassign: bind<ReassignDto>({
    dto: ReassignDto,
    texts: ({ reason }) => ({ reason }),
    data: ({ step, to }, state, mandates) => ({
      ...stepTo('reassign', step, state, mandates),
      assignee: `person:${to}`,
    }),
  }),
  message: bind<MessageDto>({ dto: MessageDto, texts: ({ text }) => ({ text }), data: none }),
  'retry-work': bind<RetryWorkDto>({ dto: RetryWorkDto, texts: ({ remark }) => ({ remark }), data: none }),
  'ask-renewal': bind<AskRenewalDto>({ dto: AskRenewalDto, texts: ({ remark }) => ({ remark }), data: none }),
  'decide-renewal': bind<DecideRenewalDto>({
    dto: DecideRenewalDto,
    texts: ({ reasons, remedies }) => ({ reasons, remedies }),
    data: ({ outcome }) => ({ outcome }),
  }),
  'ask-correction': bind<AskCorrectionDto>({ dto: AskCorrectionDto, texts: ({ text }) => ({ text }), data: none }),
  // What is right lies in the form that the door writes anew, beside the event.
  'correct-certificate': bind<CorrectCertificateDto>({
    dto: CorrectCertificateDto,
    texts: ({ reason }) => ({ reason }),
    data: ({ fields }) => ({ items: fields.map(({ field }) => field) }),
  }),
  'refuse-correction': bind<RefuseCorrectionDto>({
    dto: RefuseCorrectionDto,
    texts: ({ reasons, remedies }) => ({ reasons, remedies }),
    data: none,
  }),
  'ask-reconsideration': bind<AskReconsiderationDto>({
    dto: AskReconsiderationDto,
    texts: ({ reasons }) => ({ reasons }),
    data: none,
  }),
  'decide-reconsideration': bind<DecideReconsiderationDto>({
    dto: DecideReconsiderationDto,
    texts: ({ document, reasons }) => ({ document, reasons }),
    data: ({ ruling }) => ({ ruling }),
  }),
  'surrender-licence': bind<SurrenderLicenceDto>({
    dto: SurrenderLicenceDto,
    texts: ({ reason }) => ({ reason }),
    data: none,
  }),
  'withdraw-licence': bind<WithdrawLicenceDto>({
    dto: WithdrawLicenceDto,
    texts: ({ reasons, compensation }) => ({ reasons, compensation }),
    data: ({ ground }) => ({ ground }),
  }),
  'give-promise': bind<GivePromiseDto>({ dto: GivePromiseDto, texts: ({ promise }) => ({ promise }), data: none }),
  'decide-on-promise': bind<DecideOnPromiseDto>({
    dto: DecideOnPromiseDto,
    texts: ({ reasons }) => ({ reasons }),
    data: ({ decisionBasis: basis }) => ({ ...(basis !== undefined && { basis }) }),
  }),
  'confirm-promise': bind<ConfirmPromiseDto>({
    dto: ConfirmPromiseDto,
    texts: ({ findings }) => ({ findings }),
    data: none,
  }),
  'order-fix': bind<OrderFixDto>({
    dto: OrderFixDto,
    texts: ({ findings, fix }) => ({ findings, fix }),
    data: ({ days }) => ({ days }),
  }),
  'report-fix': bind<ReportFixDto>({ dto: ReportFixDto, texts: ({ report }) => ({ report }), data: none }),
  'revoke-on-promise': bind<RevokeOnPromiseDto>({
    dto: RevokeOnPromiseDto,
    texts: ({ reasons }) => ({ reasons }),
    data: none,
  }),
  'repair-credit': bind<RepairCreditDto>({ dto: RepairCreditDto, texts: ({ reason }) => ({ reason }), data: none }),
  'answer-supervision': bind<AnswerSupervisionDto>({
    dto: AnswerSupervisionDto,
    texts: ({ measures }) => ({ measures }),
    data: ({ on }) => ({ on }),
  }),
  'close-supervision': bind<CloseSupervisionDto>({
    dto: CloseSupervisionDto,
    texts: ({ reason }) => ({ reason }),
    data: ({ finding }) => ({ finding }),
  }),
  // Which paper it is the door finds among those of the case (papers.ts).
  serve: bind<ServeDto>({
    dto: ServeDto,
    texts: ({ receiver, reason }) => ({ receiver, reason }),
    data: ({ method, on, reason }) => ({
      method,
      ...(on !== undefined && method !== 'NONE' && { on }),
      ...(reason !== undefined && { isReasoned: true }),
    }),
  }),
  'acknowledge-receipt': bind<AcknowledgeReceiptDto>({
    dto: AcknowledgeReceiptDto,
    texts: () => ({}),
    data: () => ({ method: 'ONLINE' }),
  }),
  revoke: bind<RevokeDto>({ dto: RevokeDto, texts: ({ reasons }) => ({ reasons }), data: none }),
  withdraw: bind<WithdrawDto>({ dto: WithdrawDto, texts: ({ reason }) => ({ reason }), data: none }),
};
