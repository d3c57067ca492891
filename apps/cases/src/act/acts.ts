// Binds each act of rules/lifecycle.ts to what it carries: a plain act is a row here, nothing more.
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
import { Failure } from '#platform/failure';
import { type Mandate, stepsOf } from '#rules/access';
import { type PersonAct } from '#rules/lifecycle';
import { type ActData } from '#rules/reduce';
import { type CaseState } from '#rules/state';

/** What people wrote, by field: kept beside the events, which hold only salted hashes. */
export type Texts = Record<string, string | undefined>;

/** One act: the shape of its body, what of it is fact (`data`) and what is text, and its own demands. */
export interface ActBinding<T extends object> {
  dto: new () => T;
  texts: (body: T) => Texts;
  data: (body: T, state: CaseState, mandates: readonly Mandate[]) => ActData;
}

const bind = <T extends object>(binding: ActBinding<T>) => binding as unknown as ActBinding<object>;

/** The table. `file` opens a case and has its own room. */
export const ACTS: Readonly<Record<PersonAct, ActBinding<object>>> = {
  file: bind<FileDto>({ dto: FileDto, texts: () => ({}), data: () => ({}) }),
  accept: bind<AcceptDto>({ dto: AcceptDto, texts: ({ remark }) => ({ remark }), data: () => ({}) }),
  'refuse-acceptance': bind<RefuseAcceptanceDto>({
    dto: RefuseAcceptanceDto,
    texts: ({ reasons }) => ({ reasons }),
    data: () => ({}),
  }),
  'request-correction': bind<RequestCorrectionDto>({
    dto: RequestCorrectionDto,
    texts: ({ items, reason }) => ({ ...Object.fromEntries(items.map(({ text }, i) => [`items.${i}`, text])), reason }),
    data: ({ items, reason }) => ({
      items: items.map(({ field }) => field ?? null),
      ...(reason === undefined ? {} : { isReasoned: true }),
    }),
  }),
  supplement: bind<SupplementDto>({ dto: SupplementDto, texts: ({ remark }) => ({ remark }), data: () => ({}) }),
  pause: bind<PauseDto>({
    dto: PauseDto,
    texts: ({ basis }) => ({ basis }),
    data: ({ reason, days }) => ({ reason, days }),
  }),
  resume: bind<ResumeDto>({ dto: ResumeDto, texts: ({ result }) => ({ result }), data: () => ({}) }),
  extend: bind<ExtendDto>({ dto: ExtendDto, texts: ({ reason }) => ({ reason }), data: ({ days }) => ({ days }) }),
  opinion: bind<OpinionDto>({
    dto: OpinionDto,
    texts: ({ text }) => ({ text }),
    data: ({ verdict, body }, state, mandates) => ({ verdict, body: bodyOf(body, state, mandates) }),
  }),
  object: bind<ObjectDto>({
    dto: ObjectDto,
    texts: ({ text, objector }) => ({ text, objector }),
    data: () => ({}),
  }),
  decide: bind<DecideDto>({
    dto: DecideDto,
    texts: ({ reasons, remedies, dissentHandling, objectionHandling }) => ({
      reasons,
      remedies,
      dissentHandling,
      objectionHandling,
    }),
    data: ({ outcome, dissentHandling, objectionHandling }) => ({
      outcome,
      ...(dissentHandling && { dissentHandled: true }),
      ...(objectionHandling && { objectionsHandled: true }),
    }),
  }),
  'retry-work': bind<RetryWorkDto>({ dto: RetryWorkDto, texts: ({ remark }) => ({ remark }), data: () => ({}) }),
  revoke: bind<RevokeDto>({ dto: RevokeDto, texts: ({ reasons }) => ({ reasons }), data: () => ({}) }),
  withdraw: bind<WithdrawDto>({ dto: WithdrawDto, texts: ({ reason }) => ({ reason }), data: () => ({}) }),
};

/** The department in whose name an officer speaks: the only one that is open to him or her, or the one that was named. */
function bodyOf(named: string | undefined, state: CaseState, mandates: readonly Mandate[]): string {
  const open = stepsOf('opinion', mandates, state.steps).map(({ body }) => body);
  if (named !== undefined) {
    if (!open.includes(named)) throw new Failure('STEP_NOT_OPEN', { body: named });
    return named;
  }
  if (open.length > 1) {
    throw new Failure('BODY_AMBIGUOUS', { bodies: open }, [
      { pointer: '/body', code: 'REQUIRED', zh: '必填', en: `is required: one of ${open.join(', ')}` },
    ]);
  }
  return open[0]!;
}
