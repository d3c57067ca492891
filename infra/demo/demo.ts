// `yuanban demo`: past cases imported, live ones driven in all parks by several people, the commission's table, and what was conserved.
import { DataSource } from 'typeorm';
import { type CaseView } from '#contracts/cases.dto';
import { type TurnaroundView } from '#contracts/oversight.dto';
import { databaseOptions } from '#platform/database';
import { installation } from '../cli/installation';
import { BadInput } from '../cli/bad-input';
import { text, type Language } from '../cli/texts';
import { timeCommand } from '../cli/time';
import { type Conservation, conservation } from './conservation';
import { House, PARKS } from './house';
import { driveLive, LIVE, type LiveCases } from './live';
import { importPast, type Imported, PAST } from './past';
import { tableOf } from './table';

const COMMISSION = 'commission';
const WITHIN_MS = 90_000;
const LOOK_EVERY_MS = 500;

/** The one document of `--json`. */
interface DemoDocument {
  imported: number;
  refused: number;
  live: number;
  certificates: number;
  parks: number;
  items: number;
  turnaround: TurnaroundView['rows'];
  conservation: Conservation;
}

/** Runs the whole demonstration against the installation that `npm start` runs here. `tell` hears how far it is. */
export async function demoCommand(tell: (line: string) => void) {
  const { url, databaseUrl } = installation();
  if (!url)
    throw new BadInput(
      text('请设置 PUBLIC_URL：演示经由 HTTP 办理', 'set PUBLIC_URL: the demonstration goes over HTTP'),
    );
  const house = new House(url);
  tell(`导入 ${PAST} 件往年办件 importing ${PAST} past cases`);
  const past = await importPast(house, COMMISSION);
  tell(`办理 ${LIVE} 件演示办件，并移动业务时间 driving ${LIVE} live cases, moving business time`);
  const live = await driveLive(
    house,
    async (days) => void (await timeCommand({ add: `${days}d` })),
    (day, acts) => tell(`  第 ${day} 天：${acts} 项办理 day ${day}: ${acts} acts`),
  );
  const document = await summed(house, databaseUrl, past, live);
  return { json: document, text: (language: Language) => tableOf(document, language) };
}

async function summed(house: House, databaseUrl: string, past: Imported, live: LiveCases): Promise<DemoDocument> {
  const certificates = await certificatesOf(house, live);
  const numbers = live.map(({ view }) => view.number);
  const database = new DataSource(databaseOptions({ url: databaseUrl, schema: 'cases', poolSize: 1 }));
  await database.initialize();
  try {
    const [{ last }] = await database.query<[{ last: number }]>('SELECT max(id)::float8 AS last FROM cases.case_event');
    const turnaround = await caughtUp(house, database, last);
    return {
      imported: past.imported,
      refused: past.refused,
      live: live.length,
      certificates,
      parks: PARKS.length,
      items: new Set(turnaround.rows.map(({ item }) => item)).size,
      turnaround: turnaround.rows,
      conservation: await conservation(database, numbers, past.imported),
    };
  } finally {
    await database.destroy();
  }
}

/** Waits until every case that was granted has the certificate that its item gives, and counts them. */
async function certificatesOf(house: House, live: LiveCases): Promise<number> {
  const granted = live.filter(({ view }) => view.status === 'GRANTED').map(({ view }) => view.number);
  let issued = 0;
  for (const number of granted) {
    await until(`the certificate of ${number}`, async () => {
      const { certificate } = await house.get<CaseView>(`/api/v1/cases/${encodeURIComponent(number)}`, COMMISSION);
      if (certificate === 'ISSUED') issued += 1;
      return certificate === 'ISSUED' || certificate === null;
    });
  }
  return issued;
}

/** The table, once oversight has folded every event up to `last`. */
async function caughtUp(house: House, database: DataSource, last: number): Promise<TurnaroundView> {
  let view: TurnaroundView | null = null;
  await until('oversight to have heard of every event', async () => {
    const [{ position }] = await database.query<[{ position: number | null }]>(
      'SELECT position::float8 AS position FROM cases.case_log WHERE event_id = $1',
      [last],
    );
    view = await house.get<TurnaroundView>('/api/v1/turnaround?by=park,item', COMMISSION);
    return position !== null && view.position >= position;
  });
  return view!;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + WITHIN_MS; !(await holds());) {
    if (Date.now() > end) throw new Error(`waited ${WITHIN_MS / 1000} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
