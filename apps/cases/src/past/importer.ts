// Brings in files of past cases, one at a time, in batches: what is committed stays, whoever is killed is followed by one who goes on
// behind the last batch. While Postgres writes one batch the next one is judged.
import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type ErrorCode } from '#contracts/errors';
import { type ImportType, type RefusedLine } from '#contracts/imports.dto';
import { withContext } from '#platform/database';
import { isDatabaseAway, toWire } from '#platform/failure';
import { FileStore } from '#platform/file-store';
import { Announcer } from '../case/announcer';
import { Rulebook } from '../case/rulebook';
import { CasesConfig } from '../config';
import { type Books, readBooks } from './books';
import { judge, type JudgedCase } from './judge';
import { faultOf, type Line, linesOf, type Place } from './lines';
import { type Batch, documentOf, type Scribe, writeBatch } from './write-past';

/** Lines of a batch, and the bytes behind which it ends sooner. */
const BATCH = 250;
const BATCH_BYTES = 4_194_304;
/** After so many lines others of this process have a turn. */
const TURN = 10;

interface Running {
  id: string;
  sha256: string;
  type: ImportType;
  line: number;
  byte: number;
}

/** A batch that can be written. */
interface Prepared {
  start: Place;
  batch: Batch;
  document: string;
}

const key = ({ source, ref }: { source: string; ref: string }) => `${source}\n${ref}`;

@Injectable()
export class Importer {
  private readonly log = new Logger('import');
  private isStopping = false;

  constructor(
    private readonly database: DataSource,
    private readonly rulebook: Rulebook,
    private readonly announcer: Announcer,
    private readonly config: CasesConfig,
    private readonly files: FileStore,
  ) {}

  /** Ends after the batch under way; the next runner goes on behind it. */
  stop(): void {
    this.isStopping = true;
  }

  /** Runs the oldest import that is not ended, if nobody else runs one; returns how many it found. */
  async round(): Promise<number> {
    const lock = this.database.createQueryRunner();
    await lock.connect();
    try {
      // Held by the connection: whoever is killed lets go of it.
      const [{ won }] = (await lock.query(`SELECT pg_try_advisory_lock(hashtext('cases.import')) AS won`)) as [
        { won: boolean },
      ];
      if (!won) return 0;
      try {
        const running = await this.oldest();
        if (running) await this.run(running);
        return running && !this.isStopping ? 1 : 0;
      } finally {
        await lock.query(`SELECT pg_advisory_unlock(hashtext('cases.import'))`);
      }
    } finally {
      await lock.release();
    }
  }

  private async oldest(): Promise<Running | undefined> {
    const [row] = await withContext(this.database, 'relay', (manager) =>
      manager.query<(Omit<Running, 'byte'> & { byte: string })[]>(
        `SELECT id, sha256, type, line, at_byte AS byte FROM cases.import WHERE state = 'RUNNING' ORDER BY started_at, id LIMIT 1`,
      ),
    );
    return row && { ...row, byte: Number(row.byte) };
  }

  private async run(running: Running): Promise<void> {
    try {
      const isWhole = await this.bringIn(running);
      if (!isWhole) return;
      await this.end(running, 'DONE', null);
      // The cases are in: their forms need not lie here a second time.
      await this.files.remove(running.sha256);
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      const fault = faultOf(error);
      if (fault === null) this.log.error(error);
      await this.end(running, 'FAILED', fault ?? 'INTERNAL');
    }
    this.announcer.imported();
  }

  /** Once: whoever has lost its lock, and goes on beside the next one, finds the file gone when that one has ended. */
  private async end({ id }: Running, state: 'DONE' | 'FAILED', fault: ErrorCode | null): Promise<void> {
    await withContext(this.database, 'relay', (manager) =>
      manager.query(
        `UPDATE cases.import SET state = $2, fault = $3, ended_at = platform.business_now() WHERE id = $1 AND state = 'RUNNING'`,
        [id, state, fault],
      ),
    );
  }

  /** True when the file was read to its end; false when this runner is to stop, or another has gone on. */
  private async bringIn({ id, sha256, type, ...from }: Running): Promise<boolean> {
    const scribe: Scribe = {
      importId: id,
      workflowId: (number) => `${this.config.natsPrefix}case/${number}`,
      lookAfterMs: this.config.lookAfterMs,
    };
    const books = await withContext(this.database, 'relay', (manager) => readBooks(manager, this.rulebook));
    const lines = linesOf((start) => this.files.read(sha256, start), type, from);
    let writing = Promise.resolve(true);
    let before: Prepared | null = null;
    let start: Place = from;
    try {
      for (;;) {
        const next: Promise<Prepared | null> = this.prepare(lines, { start, before, books, scribe });
        const [prepared, goesOn] = await Promise.all([next, writing]);
        if (!goesOn || this.isStopping) return false;
        if (!prepared) return true;
        writing = this.write(id, prepared);
        [before, start] = [prepared, prepared.batch.end];
      }
    } finally {
      await lines.return(undefined);
    }
  }

  private async write(id: string, prepared: Prepared): Promise<boolean> {
    const goesOn = await withContext(this.database, 'relay', (manager) => writeBatch(manager, id, prepared));
    this.announcer.imported();
    return goesOn;
  }

  private async prepare(
    lines: AsyncGenerator<Line>,
    { start, before, books, scribe }: { start: Place; before: Prepared | null; books: Books; scribe: Scribe },
  ): Promise<Prepared | null> {
    const taken: Line[] = [];
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      taken.push(next.value);
      if (taken.length === BATCH || next.value.byte - start.byte > BATCH_BYTES) break;
    }
    const last = taken.at(-1);
    if (!last) return null;
    const { now, seen } = await withContext(this.database, 'relay', (manager) => this.ask(manager, taken));
    // What the batch before brings may not be committed yet.
    before?.batch.cases.forEach((one) => seen.add(key(one)));
    const judged = await this.judged(taken, { seen, books, now });
    const end = { line: last.line, byte: last.byte };
    const batch: Batch = { ...judged, end, now, calendarRev: books.calendarRev };
    const numbers = await this.numbers(batch.cases);
    return { start, batch, document: documentOf(batch, numbers, scribe) };
  }

  /** Business time, and which of the lines came in before. */
  private async ask(manager: EntityManager, lines: readonly Line[]): Promise<{ now: number; seen: Set<string> }> {
    const named = lines.flatMap((line) =>
      'past' in line && isNamed(line.past) ? [{ source: line.past.source, ref: line.past.ref }] : [],
    );
    const [row] = await manager.query<[{ now: string; seen: { source: string; ref: string }[] }]>(
      `WITH named AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS n(source text, ref text))
       SELECT (extract(epoch FROM platform.business_now()) * 1000)::bigint AS now, (
         SELECT coalesce(jsonb_agg(jsonb_build_object('source', n.source, 'ref', n.ref)), '[]') FROM named n
         WHERE EXISTS (SELECT FROM cases.imported_case i WHERE i.source = n.source AND i.ref = n.ref)
           OR n.source = (SELECT name FROM cases.house) AND EXISTS (SELECT FROM cases.approval_case c WHERE c.number = n.ref)
       ) AS seen`,
      [JSON.stringify(named)],
    );
    return { now: Number(row.now), seen: new Set(row.seen.map(key)) };
  }

  private async judged(
    lines: readonly Line[],
    { seen, books, now }: { seen: Set<string>; books: Books; now: number },
  ): Promise<Pick<Batch, 'cases' | 'known' | 'refused'>> {
    const cases: JudgedCase[] = [];
    const refused: RefusedLine[] = [];
    let known = 0;
    for (const [n, line] of lines.entries()) {
      if (n % TURN === 0) await breathe();
      try {
        if ('fault' in line) throw line.fault;
        if (isNamed(line.past) && seen.has(key(line.past))) {
          known += 1;
          continue;
        }
        const one = judge(line.past, books, this.rulebook, now);
        seen.add(key(one));
        cases.push(one);
      } catch (error) {
        refused.push(this.refusalOf(error, line.line));
      }
    }
    return { cases, known, refused };
  }

  /** Why a line is refused. What has no code is our own fault; it stops no other line. */
  private refusalOf(error: unknown, line: number): RefusedLine {
    const { code, params, errors } = toWire(error);
    if (code === 'INTERNAL') this.log.error(error);
    return { line, code: code as ErrorCode, field: errors?.[0]?.pointer ?? null, params };
  }

  /** Case numbers from the counter of all cases. */
  private async numbers(cases: readonly JudgedCase[]): Promise<string[]> {
    const rows = await this.database.query<{ serial: string }[]>(
      `SELECT nextval('cases.case_number_seq') AS serial FROM generate_series(1, $1)`,
      [cases.length],
    );
    return cases.map(({ item, park, filedOn }, i) => caseNumber(item, park, filedOn, rows[i]!.serial));
  }
}

const caseNumber = (item: string, park: string, on: string, serial: string) =>
  `${item}-${park}-${on.replaceAll('-', '')}-${serial.padStart(6, '0')}`;

function isNamed(past: unknown): past is { source: string; ref: string } {
  const { source, ref } = (past ?? {}) as { source?: unknown; ref?: unknown };
  return typeof source === 'string' && typeof ref === 'string';
}
