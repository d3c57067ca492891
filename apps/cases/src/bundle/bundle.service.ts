// THE DOOR of bundles (一件事): filed whole in one transaction, looked at whenever a part has come out, its next parts filed one by one.
// Only the bundle's own row is locked here; its parts are read, and go their own ways.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import {
  type BundleRequest,
  type BundleResult,
  type BundleView,
  FileBundleDto,
  type FileBundleRequest,
  type WithdrawBundleRequest,
} from '#contracts/bundles.dto';
import { type Hint } from '#contracts/cases.dto';
import { withContext } from '#platform/database';
import { Failure, toWire } from '#platform/failure';
import { bodiesConcerned, type Mandate, mayWithdrawBundle } from '#rules/access';
import { type BundleFacts, type BundlePart, nextOf } from '#rules/bundle';
import { watchedBy, WORK_LOOK_AFTER } from '#rules/telling';
import { civilDateOf } from '#rules/workday';
import { checkedBody } from '../act/body';
import { claimKey } from '../act/command';
import { iso } from '../act/events';
import { type Filer, type NewCase, openCase } from '../act/filing';
import { type FiledBy, Filings } from '../act/filings';
import { Announcer } from '../case/announcer';
import { Rulebook } from '../case/rulebook';
import { workflowIdOf } from '../case/workflow-id';
import { CasesConfig } from '../config';
import {
  type Conducted,
  ENTER,
  lockBundle,
  type LockedBundle,
  type PartRecord,
  READ_FORM,
  READ_FOR_A_PERSON,
  writeBundle,
} from './bundle-record';
import { type BundleRow, toBundleView } from './bundle-view';
import { type OpenedPart, openParts } from './open-parts';

/** A bundle as its filing found it in the catalogue. */
interface AtBundling {
  now: number;
  serial: number;
  bundle: { code: string; version: string; name: { zh: string; en: string }; parts: BundlePart[] } | null;
}

/** A bundle under its lock, and which of its parts were filed or dropped here. `conduct` null = it is being filed. */
type Looked = Omit<LockedBundle, 'conduct'> & { conduct: Conducted | null; touched: Set<string> };

/** What keeps a part from being filed when its turn comes, so that it never will be; anything else is tried again. */
const UNFILABLE = ['NO_SUCH_ITEM', 'NO_SUCH_PARK', 'NO_DELEGATION', 'FORM_INVALID', 'USCC_INVALID'];

/** A part without what the catalogue says beside. */
const partOf = ({ part, item, after, otherwise }: BundlePart): BundlePart => ({ part, item, after, otherwise });

@Injectable()
export class BundleService {
  constructor(
    private readonly database: DataSource,
    private readonly rulebook: Rulebook,
    private readonly announcer: Announcer,
    private readonly filings: Filings,
    private readonly config: CasesConfig,
  ) {}

  /**
   * Files a bundle: every form is checked, what waits for nothing is filed, the rest is kept until its turn. The same key with the same
   * body gives the view of today.
   * @throws Failure NO_SUCH_BUNDLE and what `openParts` names; a refusal changes nothing
   */
  async file(request: FileBundleRequest): Promise<BundleResult> {
    const { person, key, body } = request;
    const dto = await checkedBody(FileBundleDto, body);
    const { result, hints } = await withContext(this.database, `person:${person}`, async (manager) => {
      const stored = await claimKey(manager, `person:${person}`, key, { act: 'file-bundle', body });
      if (stored)
        return { result: { replayed: true, view: await this.viewIn(manager, stored.number, person) }, hints: [] };
      const { number, hints } = await this.enter(manager, person, dto);
      return { result: { replayed: false, view: await this.done(manager, number, request) }, hints };
    });
    this.announce(hints);
    return result;
  }

  /**
   * Takes back what is not filed yet; what is filed goes on, and is withdrawn case by case.
   * @throws Failure NO_SUCH_BUNDLE, NOT_ALLOWED, NOTHING_WAITS
   */
  async withdraw(request: WithdrawBundleRequest): Promise<BundleResult> {
    const { person, key, number } = request;
    const { result, hints } = await withContext(this.database, `person:${person}`, async (manager) => {
      const stored = await claimKey(manager, `person:${person}`, key, { act: 'withdraw-bundle', number });
      if (stored) return { result: { replayed: true, view: await this.viewIn(manager, number, person) }, hints: [] };
      const locked = await this.lock(manager, number);
      if (!mayWithdrawBundle(await mandatesOf(manager, person), locked.applicant)) {
        throw new Failure('NOT_ALLOWED', { allowed: [] });
      }
      if (!locked.parts.some(({ number, dropped }) => number === null && dropped === null))
        throw new Failure('NOTHING_WAITS', { number });
      const { seq } = await this.settle(manager, { ...locked, withdrawnAt: locked.now }, false);
      const result = { replayed: false, view: await this.done(manager, number, request) };
      return { result, hints: [hintOf(locked, seq)] };
    });
    this.announce(hints);
    return result;
  }

  /** One bundle as a person may see it now. @throws Failure NO_SUCH_BUNDLE */
  async view({ person, number }: BundleRequest): Promise<BundleView> {
    return withContext(this.database, `person:${person}`, (manager) => this.viewIn(manager, number, person));
  }

  /** Looks at the parts: what will never be filed is dropped, what may be is ordered. Answers the newest facts. `heard` as on a case. */
  async strike(number: string, heard: boolean): Promise<BundleFacts> {
    return this.look(number, heard, null);
  }

  /** Files a part whose turn has come. Filed already, or no longer wanted: nothing happens. Answers the newest facts. */
  async filePart(number: string, part: string): Promise<BundleFacts> {
    return this.look(number, true, part);
  }

  private async look(number: string, heard: boolean, wanted: string | null): Promise<BundleFacts> {
    const { facts, hints } = await withContext(this.database, 'time', async (manager) => {
      const locked = await this.lock(manager, number);
      const hints: Hint[] = [];
      const part = locked.parts.find((one) => one.part === wanted);
      if (part && nextOf(locked).file.includes(part.part)) {
        hints.push(...(await this.fileByMachine(manager, locked, part)));
      }
      const facts = await this.settle(manager, locked, heard);
      if (facts.seq !== locked.conduct?.seq) hints.push(hintOf(locked, facts.seq));
      return { facts, hints };
    });
    this.announce(hints);
    return facts;
  }

  /** Under the bundle's lock, so that nobody files it twice. What the law does not let be filed any more is dropped, with the code. */
  private async fileByMachine(manager: EntityManager, locked: Looked, part: PartRecord): Promise<Hint[]> {
    const { number, applicant, now } = locked;
    const [{ form }] = await manager.query<[{ form: Record<string, unknown> }]>(READ_FORM, [number, part.part]);
    const dto = { item: part.item, park: part.park, applicant: applicant.replace('enterprise:', ''), form };
    const filer: Filer = { admitted: part.inName };
    let opened: NewCase;
    try {
      opened = await openCase(manager, filer, dto, this.rulebook);
    } catch (error) {
      const { code } = toWire(error);
      if (!UNFILABLE.includes(code)) throw error;
      touch(locked, part, { dropped: 'NOT_FILABLE', fault: code, droppedAt: now });
      return [];
    }
    return [await this.fileOne(manager, locked, part, { opened, form }, 'machine')];
  }

  /** Files one part, and notes its case. */
  private async fileOne(
    manager: EntityManager,
    bundle: Looked,
    part: PartRecord,
    { opened, form }: Pick<OpenedPart, 'opened' | 'form'>,
    actor: FiledBy['actor'],
  ): Promise<Hint> {
    const { number } = opened.record;
    const { state, seq } = await this.filings.file(manager, opened, form, { actor, bundle: bundle.number });
    touch(bundle, part, { number, status: state.status, filedAt: state.receivedAt });
    return { number, seq, bodies: bodiesConcerned(opened.parties) };
  }

  private async enter(manager: EntityManager, person: string, dto: FileBundleDto) {
    const [{ at }] = await manager.query<[{ at: AtBundling }]>('SELECT cases.at_bundling($1) AS at', [dto.bundle]);
    if (!at.bundle) throw new Failure('NO_SUCH_BUNDLE', { bundle: dto.bundle });
    const { code, version, name } = at.bundle;
    const parts = await openParts(manager, person, at.bundle.parts.map(partOf), dto, this.rulebook);
    const number = `${code}-${civilDateOf(at.now).replaceAll('-', '')}-${String(at.serial).padStart(6, '0')}`;
    const { applicant } = parts[0]!.opened.record;
    await manager.query(ENTER, [
      JSON.stringify({
        ...{ number, code, version, name, applicant, filedBy: `person:${person}`, filedAt: iso(at.now) },
        parts: parts.map(({ record, form }, place) => ({ ...record, form, place })),
      }),
    ]);
    const bundle: Looked = {
      ...{ number, applicant, status: 'UNDER_WAY', withdrawnAt: null, endedAt: null, now: at.now, ahead: 0 },
      ...{ parts: parts.map(({ record }) => record), conduct: null, touched: new Set() },
    };
    const hints: Hint[] = [];
    // What is recorded on the spot lets the next be filed in the same breath.
    for (let turn = nextOf(bundle).file; turn.length > 0; turn = nextOf(bundle).file) {
      for (const part of parts.filter(({ record }) => turn.includes(record.part))) {
        hints.push(await this.fileOne(manager, bundle, part.record, part, `person:${person}`));
      }
    }
    const { seq } = await this.settle(manager, bundle, false);
    return { number, hints: [...hints, hintOf(bundle, seq)] };
  }

  /**
   * What follows from where the parts stand is written, if there is anything: what was filed or dropped, an end, what the workflow is told.
   * An end stays an end, whatever becomes of a part later.
   */
  private async settle(manager: EntityManager, bundle: Looked, heard: boolean): Promise<BundleFacts> {
    const { number, conduct, now, ahead, touched } = bundle;
    const next = nextOf(bundle);
    for (const { part, why } of next.drop) {
      touch(
        bundle,
        bundle.parts.find((one) => one.part === part)!,
        { dropped: why, droppedAt: now },
      );
    }
    const isOver = bundle.endedAt !== null || next.status !== 'UNDER_WAY';
    const phase = isOver ? 'closed' : next.file.length > 0 ? 'ordered' : 'waiting';
    const order = phase === 'ordered' ? next.file : [];
    const wakeAt = phase === 'ordered' ? lookAfter(conduct, now) : null;
    const isTold = conduct?.facts.phase === phase && conduct.facts.order.join() === order.join();
    let told = { seq: conduct?.seq ?? 0, wakeAt };
    const id = workflowIdOf(this.config.natsPrefix, 'bundle', number);
    if (!isTold || conduct.wakeAt !== wakeAt || touched.size > 0) {
      const ends = bundle.endedAt === null && { status: next.status, endedAt: isOver ? now : null };
      told = await writeBundle(manager, {
        head: { ...bundle, ...ends },
        changed: bundle.parts.filter(({ part }) => touched.has(part)),
        facts: { phase, order },
        ...{ wakeAt, heard, workflowId: id, lookAfterMs: this.config.lookAfterMs },
        seen: conduct?.seq ?? null,
      });
    }
    const at = told.wakeAt === null ? null : told.wakeAt - ahead;
    return { id, seq: told.seq, phase, order, wakeAt: watchedBy(phase, at) };
  }

  private async lock(manager: EntityManager, number: string): Promise<Looked> {
    const locked = await lockBundle(manager, number, workflowIdOf(this.config.natsPrefix, 'bundle', number));
    if (!locked) throw new Failure('NO_SUCH_BUNDLE', { number });
    return { ...locked, touched: new Set() };
  }

  /** Notes what the key has done, and answers with the view. */
  private async done(
    manager: EntityManager,
    number: string,
    { person, key }: Pick<FileBundleRequest, 'person' | 'key'>,
  ): Promise<BundleView> {
    const view = await this.viewIn(manager, number, person);
    await manager.query('UPDATE cases.command SET number = $1, status = $2 WHERE actor = $3 AND key = $4', [
      ...[number, view.status, `person:${person}`, key],
    ]);
    return view;
  }

  private async viewIn(manager: EntityManager, number: string, person: string): Promise<BundleView> {
    const [row] = await manager.query<BundleRow[]>(READ_FOR_A_PERSON, [number]);
    if (!row) throw new Failure('NO_SUCH_BUNDLE', { number });
    return toBundleView(row, await mandatesOf(manager, person));
  }

  private announce(hints: readonly Hint[]): void {
    for (const { number, seq, bodies } of hints) this.announcer.changed(number, seq, bodies);
  }
}

async function mandatesOf(manager: EntityManager, person: string): Promise<Mandate[]> {
  const [{ mandates }] = await manager.query<[{ mandates: Mandate[] }]>('SELECT cases.mandates_of($1) AS mandates', [
    person,
  ]);
  return mandates;
}

/** Ordered parts are looked after some minutes on: the run that files them may have been lost. */
function lookAfter(conduct: Conducted | null, now: number): number {
  const isWaiting = conduct?.facts.phase === 'ordered' && conduct.wakeAt !== null && conduct.wakeAt > now;
  return isWaiting ? conduct.wakeAt! : now + WORK_LOOK_AFTER;
}

/** Whoever looks at the bundle, or at one of its parts, is to fetch it again. */
const hintOf = ({ number, parts }: Looked, seq: number): Hint => ({
  ...{ number, seq },
  bodies: [...new Set(parts.flatMap(({ bodies }) => bodies))],
});

/** Notes what has become of a part, to be written with all else. */
function touch({ touched }: Looked, part: PartRecord, with_: Partial<PartRecord>): void {
  Object.assign(part, with_);
  touched.add(part.part);
}
