// The certificate of a grant: numbered, sealed and printed in one transaction through the door, once, however often it is tried; renewed or
// corrected it keeps its number and takes the next version. 行政许可法 39, 50. Its page is printed before the counter of its number is locked, for the number that should be next.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { withContext } from '#platform/database';
import { Failure } from '#platform/failure';
import { isOrdered } from '#rules/certificate';
import { termOf } from '#rules/licence';
import { type Facts } from '#rules/telling';
import { civilDateOf } from '#rules/workday';
import { commonFacts } from '../act/act-instruments';
import { ActService } from '../act/act.service';
import { LOCK_CASE_FOR_TIME, type LockedCase } from '../case/record';
import { CasesConfig } from '../config';
import { type InstrumentContent, type Names } from '../instruments/facts';
import { KeptPages } from '../instruments/kept-pages';
import { type CertificateBefore } from '../instruments/numbering';
import { type Draft, foreseeInstrument, type InstrumentRow } from '../instruments/instruments';
import { Renderer, verifyUrl } from '../instruments/render';
import { Seals } from '../instruments/seal';

type CertificateDraft = Extract<Draft, { kind: 'certificate' }>;

const BEFORE = `SELECT year, epoch, serial, version FROM cases.instrument WHERE case_number = $1 AND kind = 'certificate'
  AND epoch = (SELECT max(epoch) FROM cases.instrument_epoch) ORDER BY event_no DESC LIMIT 1`;

@Injectable()
export class CertificateService {
  /** One after the other: the number that a page was printed for is then still the next one, unless another process took it. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: DataSource,
    private readonly door: ActService,
    private readonly renderer: Renderer,
    private readonly pages: KeptPages,
    private readonly seals: Seals,
    private readonly config: CasesConfig,
  ) {}

  /**
   * Issues what was ordered; answers the newest facts. Issued already, or no longer ordered: nothing happens.
   * @throws Failure GLYPH_MISSING, NO_SUCH_CASE; no number is taken then.
   */
  issue(number: string): Promise<Facts> {
    const issued = this.last.then(() => this.issueNext(number));
    this.last = Promise.allSettled([issued]); // how it ends is for whoever asked; the next one only waits
    return issued;
  }

  private async issueNext(number: string): Promise<Facts> {
    const tried = await this.tryOut(number);
    return this.door.work(number, {
      act: 'certify',
      data: {},
      drafts: async (manager, locked, issuedAt) => [
        await this.draft(manager, locked, issuedAt, tried?.row.content.salt),
      ],
      written: async (manager, [row]) => {
        const made = tried?.row.content_hash === row!.content_hash ? tried : await this.made(row!);
        await this.pages.keep(manager, row!.id, made.page);
      },
    });
  }

  /** Tells that it could not be issued. */
  giveUp(number: string, code: string): Promise<Facts> {
    return this.door.work(number, { act: 'fail-work', data: { fault: code } });
  }

  /** Printed for the number that should be next: whatever can go wrong does so while nobody waits for a counter. */
  private async tryOut(number: string) {
    const row = await withContext(this.database, 'time', async (manager) => {
      const [locked] = await manager.query<LockedCase[]>(LOCK_CASE_FOR_TIME, [number]);
      if (!locked) throw new Failure('NO_SUCH_CASE', { number });
      if (!isOrdered(locked.state)) return null;
      return foreseeInstrument(manager, this.seals.key, await this.draft(manager, locked, locked.door.now));
    });
    return row && this.made(row);
  }

  private async draft(
    manager: EntityManager,
    locked: LockedCase,
    issuedAt: number,
    salt?: string,
  ): Promise<CertificateDraft> {
    const { definition, number, state } = locked;
    const { name, type } = definition.certificate!;
    const [{ found }] = await manager.query<
      [{ found: { uscc: string | null; grants: (Names & { value: string })[] } }]
    >('SELECT cases.for_certificate($1) AS found', [number]);
    if (!found.uscc) throw new Failure('ISSUER_UNKNOWN', { body: locked.inNameOf });
    // Restored from a backup, a further version could be one that is out there already: then it takes a number of its own.
    const [before] = await manager.query<CertificateBefore[]>(BEFORE, [number]);
    return {
      kind: 'certificate',
      eventNo: locked.seq + 1,
      issuedAt,
      type,
      uscc: found.uscc,
      ...(before && { before }),
      facts: {
        ...commonFacts({ record: locked, names: locked.door.names, issuedAt }, state, 'owner'),
        ...(salt !== undefined && { salt }), // tried out and made out are one page
      },
      own: {
        ...{ title: name, grants: found.grants, validFrom: civilDateOf(state.endedAt!) },
        validTo: termOf(state, definition)?.validTo ?? null,
      },
    };
  }

  private async made(row: InstrumentRow) {
    const { content, seal } = row;
    const pdf = await this.renderer.renderPdf(content, seal, verifyUrl(this.config.publicUrl), true);
    return { row, page: await this.pages.packed(content as InstrumentContent<'certificate'>, pdf) };
  }
}
