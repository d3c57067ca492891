// A house for the specs of past cases: the door and the worker of cases in process, and the words to tell imports by.
import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Readable } from 'node:stream';
import { type ImportType } from '#contracts/imports.dto';
import { type PastCase } from '#contracts/past-case';
import { FileStore } from '#platform/file-store';
import { CasesModule } from '../apps/cases/src/cases.module';
import { CasesConfig } from '../apps/cases/src/config';
import { Importer } from '../apps/cases/src/past/importer';
import { Imports } from '../apps/cases/src/past/imports';
import { pastCases } from '../infra/demo/past-cases.mjs';
import { newInstallation, type Installation } from './installation';
import { enterpriseOf, PARK, personId } from './story';

interface PastHouse {
  place: Installation;
  door: INestApplicationContext;
  worker: INestApplicationContext;
}
/** The house of this spec; whole once its `beforeAll` has run. */
export const house = {} as PastHouse;

/** The cases app of an installation, as the door or as the worker. */
export async function open(role: 'cases_door' | 'cases_worker', at = house.place) {
  const module = Test.createTestingModule({ imports: [CasesModule.as(role, new CasesConfig(at.env))] });
  return (await module.compile()).init();
}

/** Opens the house before a spec and closes it after. */
export function pastHouse(): void {
  beforeAll(async () => {
    house.place = await newInstallation();
    [house.door, house.worker] = [await open('cases_door'), await open('cases_worker')];
  });
  afterAll(async () => {
    await Promise.all([house.door?.close(), house.worker?.close()]);
    await house.place?.close();
  });
}

export const COMMISSION = personId('commission');
export const USCC = enterpriseOf('applicant.a');

/** Item 11 of the days before the delegation of 2017-02-01, decided by the city's office after 18 working days. */
export const before = (ref: string, more: Partial<PastCase> = {}): PastCase => ({
  source: 'archive',
  ref,
  item: '11',
  park: PARK,
  applicant: USCC,
  decidedBy: 'development-reform',
  filedAt: '2016-03-01T09:00:00+08:00',
  acts: [
    { act: 'accept', at: '2016-03-02T09:00:00+08:00' },
    { act: 'decide', at: '2016-03-28T16:00:00+08:00', outcome: 'GRANT' },
  ],
  ...more,
});

export async function start(content: string, type: ImportType = 'application/x-ndjson', at = house.door) {
  const stored = await at.get(FileStore).put(Readable.from([Buffer.from(content)]), 1e9);
  return at.get(Imports).start({ person: COMMISSION, type, ...stored });
}
export async function imported(lines: (object | string)[], type: ImportType = 'application/x-ndjson') {
  const content = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const { id } = await start(content, type);
  while ((await house.worker.get(Importer).round()) > 0);
  const view = await house.door.get(Imports).get({ person: COMMISSION, id });
  const refused = await house.door.get(Imports).refused({ person: COMMISSION, id });
  return { view, refused: refused.items };
}
export interface EventRow {
  number: string;
  no: number;
  type: string;
  actor: string;
  effective_at: Date;
  recorded_at: Date;
  data: Record<string, unknown>;
  prev_hash: Buffer;
  hash: Buffer;
}
export const eventsOf = (ref: string, at = house.place) =>
  at.sql<EventRow>(
    'SELECT e.* FROM cases.case_event e JOIN cases.imported_case i ON i.number = e.number WHERE i.ref = $1 ORDER BY e.no',
    [ref],
  );
export const count = async (table: string, at = house.place) =>
  (await at.sql<{ n: number }>(`SELECT count(*)::int AS n FROM cases.${table}`))[0]!.n;
export const lines = (cases: number, seed: number) =>
  [...pastCases({ count: cases, seed, until: Date.parse('2026-01-01') })].map((one) => JSON.stringify(one)).join('\n');

/** What was imported, by content: whoever did it in how many pieces. */
export const figures = (at = house.place) =>
  at.sql(`SELECT i.ref, c.status, c.state, jsonb_agg(jsonb_build_object('type', e.type, 'at', e.effective_at, 'data', e.data)
      ORDER BY e.no) AS events
    FROM cases.imported_case i JOIN cases.approval_case c ON c.number = i.number JOIN cases.case_event e ON e.number = i.number
    WHERE i.source = 'demo archive' GROUP BY i.ref, c.number ORDER BY i.ref`);
export const gapless = async (at = house.place) => {
  const [row] = await at.sql<{ n: number; last: number; events: number }>(
    `SELECT count(*)::int AS n, max(position)::int AS last, (SELECT count(*)::int FROM cases.case_event
       WHERE actor LIKE 'import:%') AS events FROM cases.case_log`,
  );
  expect(row!.n).toBe(row!.last);
  expect(row!.n).toBe(row!.events);
};
