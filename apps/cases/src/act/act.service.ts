// THE DOOR: one act, one transaction, three statements, and one more that numbers what it tells in writing. Officers, applicants, time
// itself and the machine all come through it.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type FileDto, type SupplementDto } from '#contracts/acts.dto';
import { type ActRequest, type ActResult, type CaseView } from '#contracts/cases.dto';
import { type Last, withContext } from '#platform/database';
import { Failure } from '#platform/failure';
import { allowedActs, bodiesConcerned } from '#rules/access';
import { bodyToRecord, inPlaceOf } from '#rules/acting';
import { isOrdered } from '#rules/certificate';
import { settle } from '#rules/due';
import { isPersonAct, type MachineAct, type PersonAct } from '#rules/lifecycle';
import { type ActData } from '#rules/doing';
import { settleThrough } from '#rules/recalendar';
import { reduce } from '#rules/reduce';
import { type CaseState, type Parties } from '#rules/state';
import { type Calendar, civilDateOf } from '#rules/workday';
import { type Facts, factsOf, stageOf, wakeAfter, watchedBy } from '#rules/telling';
import { CasesConfig } from '../config';
import {
  type AtTheDoor,
  type AtTheDoorForPeople,
  brokenOf,
  type CaseEventRecord,
  type CaseNames,
  type CaseRecord,
  LOCK_CASE,
  LOCK_CASE_FOR_TIME,
  type LockedCase,
  READ_CASE,
} from '../case/record';
import { Rulebook } from '../case/rulebook';
import { toView } from '../case/case-view';
import { workflowIdOf } from '../case/workflow-id';
import { Announcer } from '../case/announcer';
import { type Draft, fixInstruments, type InstrumentRow, lineOf } from '../instruments/instruments';
import { Seals } from '../instruments/seal';
import { type DoneAct, draftsOf } from './act-instruments';
import { ACTS } from './acts';
import { admit, refusedWith } from './admit';
import { checkedBody } from './body';
import { claimKey } from './command';
import { correctedForm } from './corrected-form';
import { basisNow } from './decision-basis';
import { eventOf, timeActs, timelineOf } from './events';
import { openCase } from './filing';
import { Filings } from './filings';
import { formFacts } from './form-facts';
import { namedOfficers } from './named-officers';
import { papersOf } from './papers';
import { WRITE_ACT, WRITE_STRIKE, writeDocument } from './write';

/** An act that was done, and whom it concerns. */
interface Done {
  result: ActResult;
  parties: Parties;
}

/** Work of the machine on a case: the act that ends it, and what it makes in the same transaction. */
export interface MachineWork {
  act: MachineAct;
  data: ActData;
  /** Instruments beside those that acts call for, drafted under the row's lock. */
  drafts?: (manager: EntityManager, locked: LockedCase, issuedAt: number) => Promise<Draft[]>;
  /** Done with them before the commit. */
  written?: (manager: EntityManager, rows: readonly InstrumentRow[]) => Promise<void>;
}

type Papers = Omit<AtTheDoorForPeople, 'timeline' | 'calendars'>;
/** Acts that bring the form anew. */
const BRINGS_FORM: readonly PersonAct[] = ['supplement', 'bring-late-material'];
/** Acts that rest on what was read. */
const RESTS_ON: readonly PersonAct[] = ['propose', 'decide', 'decide-on-promise'];
/** Acts whose instrument names fields of the form. */
const NEEDS_SCHEMA: readonly PersonAct[] = ['request-correction', 'accept-conditionally'];

@Injectable()
export class ActService {
  constructor(
    private readonly database: DataSource,
    private readonly rulebook: Rulebook,
    private readonly announcer: Announcer,
    private readonly filings: Filings,
    private readonly config: CasesConfig,
    private readonly seals: Seals,
  ) {}

  /**
   * Does one act of a person. The same key with the same body gives the stored result and today's view.
   * @throws Failure with what is wrong; a refusal changes nothing and is not stored.
   */
  async act(request: ActRequest): Promise<ActResult> {
    if (!isPersonAct(request.act) || (request.act === 'file') !== !request.number) {
      throw new Failure('NO_SUCH_ACT', { act: request.act });
    }
    const act = request.act;
    const body = await checkedBody(ACTS[act].dto, request.body);
    const { result, parties } = await withContext(this.database, `person:${request.person}`, async (manager, last) => {
      const claimed = this.claim(manager, request);
      // Asked for in one go; whoever repeats a request has the row locked for nothing.
      const locked = act === 'file' ? undefined : this.lock(manager, request, act);
      locked?.catch(() => undefined); // heard of below, unless the key has said it before
      const replay = await claimed;
      if (replay) return { result: replay, parties: null };
      return locked
        ? this.onCase(manager, request, await locked, act as Exclude<PersonAct, 'file'>, body, last)
        : this.file(manager, request, body as FileDto, last);
    });
    if (parties) this.announcer.changed(result.number, result.seq, bodiesConcerned(parties));
    return result;
  }

  /**
   * The door without an act: whatever has come due is done, at its legal instant. "Not due yet" is no error.
   * `heard` = the caller is the workflow, which takes the facts from the answer and need not be told again.
   */
  async strike(number: string, heard: boolean): Promise<Facts> {
    return this.withoutPerson(number, heard, null);
  }

  /** Ends ordered work of the machine. Work that is no longer ordered changes nothing: whoever repeats it hears the newest facts. */
  async work(number: string, work: MachineWork): Promise<Facts> {
    return this.withoutPerson(number, true, work);
  }

  private async withoutPerson(number: string, heard: boolean, work: MachineWork | null): Promise<Facts> {
    const { facts, seq, bodies, isChanged } = await withContext(this.database, 'time', async (manager) => {
      const [locked] = await manager.query<LockedCase[]>(LOCK_CASE_FOR_TIME, [number]);
      if (!locked) throw new Failure('NO_SUCH_CASE', { number });
      const at = this.at(locked);
      const outcome = await this.settled(manager, locked, at);
      const { calendar } = outcome;
      const done = timeActs(locked.state, outcome.settled);
      let { state } = outcome;
      // What the machine makes rests on the case as it found it, behind what has come due by then.
      const found = { ...locked, state, seq: locked.seq + done.length };
      const isWanted = work !== null && isOrdered(state);
      if (isWanted) {
        const act = { act: work.act, at, by: 'machine', data: work.data };
        const reduced = reduce(state, act, locked.definition, calendar);
        done.push({ act: work.act, before: state, reduced, at, actor: 'machine', texts: {} });
        ({ state } = reduced);
      }
      const { conduct } = locked.door;
      const next = wakeAfter(locked.state, state, at, conduct.wakeAt);
      let [conductSeq, seq] = [conduct.seq, locked.seq];
      const isBehind = outcome.rev !== locked.door.calendars.held;
      if (done.length > 0 || next !== conduct.wakeAt || isBehind) {
        const drafts = isWanted ? await work.drafts?.(manager, found, at) : undefined;
        const written = await this.write(manager, locked, state, done, { heard, drafts, calendarRev: outcome.rev });
        if (isWanted) await work.written?.(manager, written.instruments);
        conductSeq = written.conductSeq ?? conductSeq;
        ({ seq } = written);
      }
      const facts: Facts = {
        id: this.workflowId(number),
        seq: conductSeq,
        ...factsOf(state),
        wakeAt: next === null ? null : watchedBy(stageOf(state), next - locked.door.ahead),
      };
      return { facts, seq, bodies: bodiesConcerned(state.parties), isChanged: done.length > 0 };
    });
    if (isChanged) this.announcer.changed(number, seq, bodies);
    return facts;
  }

  /** The workflow that conducts a case. */
  workflowId(number: string): string {
    return workflowIdOf(this.config.natsPrefix, 'approval', number);
  }

  private async claim(
    manager: EntityManager,
    { person, key, act, number, body }: ActRequest,
  ): Promise<ActResult | null> {
    const stored = await claimKey(manager, `person:${person}`, key, { act, number: number ?? null, body });
    if (!stored) return null;
    const { number: known, status, seq } = stored;
    return { number: known, status, seq, replayed: true, view: await this.viewIn(manager, known, person) };
  }

  /** One case as a person may see it now; overdue acts of time are settled in memory, unwritten. */
  async view(number: string, person: string): Promise<CaseView> {
    return withContext(this.database, `person:${person}`, (manager) => this.viewIn(manager, number, person));
  }

  private async viewIn(manager: EntityManager, number: string, person: string): Promise<CaseView> {
    const [record] = await manager.query<(CaseRecord & { door: AtTheDoorForPeople })[]>(READ_CASE, [number, person]);
    if (!record) throw new Failure('NO_SUCH_CASE', { number });
    const at = this.at(record);
    const { state, calendar } = await this.settled(manager, record, at);
    return toView({ ...record, state }, record.door, record.door.timeline, calendar, at);
  }

  private async lock(
    manager: EntityManager,
    { number, person }: ActRequest,
    act: PersonAct,
  ): Promise<LockedCase<AtTheDoorForPeople>> {
    const values = [number, person, NEEDS_SCHEMA.includes(act)];
    const [record] = await manager.query<LockedCase<AtTheDoorForPeople>[]>(LOCK_CASE, values);
    if (!record) throw new Failure('NO_SUCH_CASE', { number });
    return record;
  }

  /** Business time at the door; never before the case's last event, nor before a calendar that is already seen. */
  private at({ door, state }: CaseRecord & { door: AtTheDoor }): number {
    return Math.max(door.now, state.lastAt, ...door.calendars.later.map((revision) => revision.at));
  }

  /** What has come due is done, through every calendar that was imported since. */
  private async settled(manager: EntityManager, record: CaseRecord & { door: AtTheDoor }, at: number) {
    const calendars = await this.rulebook.calendarsOf(manager, record.door.calendars);
    return settleThrough(record.state, record.definition, calendars, at);
  }

  private async onCase(
    manager: EntityManager,
    request: ActRequest,
    locked: LockedCase<AtTheDoorForPeople>,
    act: Exclude<PersonAct, 'file'>,
    body: object,
    last: Last,
  ): Promise<Done> {
    const { mandates } = locked.door;
    const at = this.at(locked);
    const { state, settled, calendar, rev: calendarRev } = await this.settled(manager, locked, at);
    const { definition } = locked;
    const allowed = allowedActs(mandates, state, definition, brokenOf(locked.door));
    admit(act, allowed, { state, definition }, locked.door);
    const binding = ACTS[act];
    const person = `person:${request.person}`;
    const isNew = BRINGS_FORM.includes(act);
    const form = isNew ? (body as SupplementDto).form : correctedForm(act, body, locked.door.form);
    if (form) await this.checkForm(manager, locked, form);
    const facts = isNew && form && this.factsOf(locked, form);
    const papers = papersOf(act, body, locked.door.instruments);
    const data: ActData = { ...binding.data(body, state, mandates), ...facts, ...papers };
    const inName = bodyToRecord(act, mandates, state);
    if (inName !== undefined) data.body = inName;
    const officer = inPlaceOf(act, person, mandates, state, data.body);
    if (officer !== undefined) data.inPlaceOf = officer;
    if (RESTS_ON.includes(act)) data.basis = basisNow(data.basis, state, locked.door.form);
    locked.door.names.people = await namedOfficers(manager, data, state);
    const reduced = refusedWith(allowed, () => reduce(state, { act, at, by: person, data }, definition, calendar));
    // What time does at the very instant of the act (copies go out on acceptance) is done in the same transaction.
    const after = settle(reduced.state, definition, calendar, at);
    const done: DoneAct[] = [
      ...timeActs(locked.state, settled),
      { act, before: state, reduced, at, actor: person, texts: binding.texts(body) },
      ...timeActs(reduced.state, after.settled),
    ];
    const { seq, added, instruments } = await this.write(manager, locked, after.state, done, {
      command: { actor: person, key: request.key },
      last,
      form,
      calendarRev,
    });
    const door = { ...locked.door, instruments: [...locked.door.instruments, ...instruments.map(lineOf)] };
    const view = settledView(
      { ...locked, state: after.state, seq },
      form ? { ...door, form } : door,
      [...locked.door.timeline, ...added],
      calendar,
      at,
    );
    const { status, parties } = after.state;
    return { result: { number: locked.number, status, seq, replayed: false, view }, parties };
  }

  /** A corrected form is judged by the schema that the case was filed with. @throws Failure FORM_INVALID */
  private async checkForm(manager: EntityManager, { item, itemVersion }: CaseRecord, form: Record<string, unknown>) {
    const [row] = await manager.query<[{ form: object }]>(
      'SELECT form FROM registry_api.item_form WHERE code = $1 AND version = $2',
      [item, itemVersion],
    );
    const errors = this.rulebook.formErrors(item, itemVersion, row.form, form);
    if (errors.length > 0) throw new Failure('FORM_INVALID', {}, errors);
  }

  private factsOf({ definition, park, state }: CaseRecord, form: Record<string, unknown>) {
    return formFacts(definition, { park, form, filedOn: civilDateOf(state.receivedAt) }, this.rulebook);
  }

  private async file(manager: EntityManager, request: ActRequest, dto: FileDto, last: Last): Promise<Done> {
    const { person, key } = request;
    const opened = await openCase(manager, { person }, dto, this.rulebook);
    const { record, parties, at } = opened;
    const filed = await this.filings.file(manager, opened, dto.form, { actor: `person:${person}`, key, last });
    const { state, seq, calendar } = filed;
    const papers = { form: dto.form, timeline: [], instruments: filed.instruments.map(lineOf) };
    const known = { similar: at.similar ?? [], credit: at.credit ?? [], bundle: null };
    const door = { ...at, ...known, conduct: { seq: 1, wakeAt: null }, ...papers };
    const view = settledView({ ...record, state, seq }, door, filed.timeline, calendar, at.now);
    return { result: { number: record.number, status: state.status, seq, replayed: false, view }, parties };
  }

  private async write(
    manager: EntityManager,
    locked: LockedCase,
    after: CaseState,
    done: readonly DoneAct[],
    how: {
      heard?: boolean;
      command?: { actor: string; key: string };
      /** Of people's acts: nobody waits for what the statement answers. */
      last?: Last;
      form?: Record<string, unknown>;
      drafts?: readonly Draft[];
      calendarRev: number;
    },
  ) {
    const { names, schema } = locked.door as { names: CaseNames; schema?: object | null };
    const issuedAt = this.at(locked);
    const drafts = draftsOf(done, { record: locked, names, schema, issuedAt }, locked.seq + 1);
    // Numbers are taken here and no sooner: their counters are locked until the commit.
    const instruments = await fixInstruments(manager, this.seals.key, [...drafts, ...(how.drafts ?? [])]);
    const { document, rows, texts, seq } = writeDocument({
      record: locked,
      before: locked.state,
      after,
      events: done.map(eventOf),
      recordedAt: issuedAt,
      calendarRev: how.calendarRev,
      workflowId: this.workflowId(locked.number),
      lookAfterMs: this.config.lookAfterMs,
      wakeAtNow: locked.door.conduct.wakeAt,
      heard: how.heard,
      command: how.command,
      form: how.form,
      instruments,
    });
    const writing = manager.query<[{ conductSeq: number | null }]>(how.command ? WRITE_ACT : WRITE_STRIKE, [
      JSON.stringify(document),
    ]);
    how.last?.(writing);
    const conductSeq = how.last ? null : (await writing)[0].conductSeq;
    const byNo: Record<number, Record<string, string>> = {};
    for (const { no, field, body } of texts) (byNo[no] ??= {})[field] = body;
    return { seq, conductSeq, added: timelineOf(rows, byNo), instruments };
  }
}

/** The view as of now: what has come due is settled in memory, unwritten, so that it is never waited for. */
function settledView(
  record: CaseRecord,
  door: Papers,
  timeline: CaseEventRecord[],
  calendar: Calendar,
  at: number,
): CaseView {
  const { state } = settle(record.state, record.definition, calendar, at);
  return toView({ ...record, state }, door, timeline, calendar, at);
}
