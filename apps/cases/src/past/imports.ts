// Imports as people see them: begun by a file in the store, the same content once; how far each is, and which lines were refused.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Page } from '#contracts/cases.dto';
import {
  type ImportRequest,
  type ImportView,
  type RefusedLine,
  type RefusedLinesRequest,
  type StartImportRequest,
} from '#contracts/imports.dto';
import { withContext } from '#platform/database';
import { Failure } from '#platform/failure';
import { FileStore } from '#platform/file-store';
import { appendJournal } from '#platform/journal';
import { wireInstant } from '#platform/wire-instant';
import { mayImport, type Mandate } from '#rules/access';
import { Announcer } from '../case/announcer';

type Row = Omit<ImportView, 'bytes' | 'lines' | 'startedAt' | 'endedAt'> & {
  bytes: string;
  startedAt: Date;
  endedAt: Date | null;
};

const VIEW = `id, state, type, bytes, imported, known, refused, fault, started_at AS "startedAt", ended_at AS "endedAt"`;

// A failed import goes on from where it stood: its file has just come again.
const START = `INSERT INTO cases.import AS i (id, sha256, type, bytes, person) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (id) DO UPDATE SET state = CASE i.state WHEN 'FAILED' THEN 'RUNNING' ELSE i.state END,
    fault = CASE i.state WHEN 'FAILED' THEN NULL ELSE i.fault END, ended_at = CASE i.state WHEN 'FAILED' THEN NULL ELSE i.ended_at END
  RETURNING ${VIEW}`;

/** Places of the content's hash that make an import's id. */
const ID_PLACES = 16;

@Injectable()
export class Imports {
  constructor(
    private readonly database: DataSource,
    private readonly announcer: Announcer,
    private readonly files: FileStore,
  ) {}

  /** Begins to import a file, or answers how far that content is. @throws Failure `NOT_ALLOWED` */
  async start({ person, sha256, bytes, type }: StartImportRequest): Promise<ImportView> {
    const id = sha256.slice(0, ID_PLACES);
    const [row] = await this.asImporter(person, (manager) =>
      manager.query<[Row]>(START, [id, sha256, type, bytes, person]),
    );
    await appendJournal(this.database, { app: 'cases', actor: `person:${person}`, kind: 'case.import', data: { id } });
    if (row.state === 'DONE') await this.files.remove(sha256);
    else this.announcer.toImport();
    return toView(row);
  }

  /** @throws Failure `NO_SUCH_IMPORT`, `NOT_ALLOWED` */
  async get({ person, id }: ImportRequest): Promise<ImportView> {
    return toView(await this.asImporter(person, (manager) => find(manager, id)));
  }

  /** Refused lines in their order; `next` = the line behind which there are more. @throws Failure as `get` */
  async refused({ person, id, after = 0, limit = 100 }: RefusedLinesRequest): Promise<Page<RefusedLine>> {
    return this.asImporter(person, async (manager) => {
      await find(manager, id);
      const rows = await manager.query<RefusedLine[]>(
        'SELECT line, code, field, params FROM cases.import_refused WHERE import = $1 AND line > $2 ORDER BY line LIMIT $3',
        [id, after, limit + 1],
      );
      const items = rows.slice(0, limit);
      return { items, next: rows.length > limit ? String(items.at(-1)!.line) : null };
    });
  }

  private asImporter<T>(person: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return withContext(this.database, `person:${person}`, async (manager) => {
      const [{ mandates }] = await manager.query<[{ mandates: Mandate[] }]>(
        'SELECT cases.mandates_of($1) AS mandates',
        [person],
      );
      if (!mayImport(mandates)) throw new Failure('NOT_ALLOWED');
      return work(manager);
    });
  }
}

async function find(manager: EntityManager, id: string): Promise<Row> {
  const [row] = await manager.query<Row[]>(`SELECT ${VIEW} FROM cases.import WHERE id = $1`, [id]);
  if (!row) throw new Failure('NO_SUCH_IMPORT');
  return row;
}

function toView({ bytes, startedAt, endedAt, ...row }: Row): ImportView {
  return {
    ...row,
    bytes: Number(bytes),
    lines: row.imported + row.known + row.refused,
    startedAt: wireInstant(startedAt.getTime()),
    endedAt: endedAt && wireInstant(endedAt.getTime()),
  };
}
