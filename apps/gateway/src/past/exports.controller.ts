// Cases and events out of the house, streamed page by page: as much memory for a million as for a hundred.
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { stringify } from 'csv-stringify';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { type EventsAfter, MOST_EVENTS } from '#contracts/event-log.dto';
import { type ExportedCases, ExportCasesQuery, ExportEventsQuery } from '#contracts/imports.dto';
import { COLUMNS } from '#contracts/past-case';
import { SUBJECTS } from '#contracts/subjects';
import { bodyPipe } from '#platform/handle';
import { RpcClient } from '#platform/rpc-client';
import { Answers } from '../docs/answers';
import { Person } from '../sign-in/door';
import { Open } from '../sign-in/route';
import type { SignedIn } from '../sign-in/tokens';

const CSV = 'text/csv';
const LINES = 'application/x-ndjson';
const PAGE_MS = 30_000;
const day = { type: 'string', format: 'date' } as const;

@Controller('api/v1/exports')
@ApiTags('past')
export class ExportsController {
  constructor(private readonly rpc: RpcClient) {}

  @Get('cases')
  @Open('case.export')
  @ApiOperation({
    operationId: 'exportCases',
    summary: 'All cases in the form in which past cases come in 导出办件',
    description:
      'One `PastCase` a line, or CSV for spreadsheets; an empty house can import it. `forms=true` adds the forms, which hold ' +
      'personal data, and is written into the journal.',
  })
  @ApiQuery({ name: 'from', required: false, description: 'First day of the filing', schema: day })
  @ApiQuery({ name: 'to', required: false, description: 'Last day of the filing', schema: day })
  @ApiQuery({ name: 'format', required: false, schema: { type: 'string', enum: ['ndjson', 'csv'] } })
  @ApiQuery({ name: 'forms', required: false, schema: { type: 'string', enum: ['true', 'false'] } })
  @ApiProduces(LINES, CSV)
  @Answers(200)
  async cases(
    @Person() { id: person }: SignedIn,
    @Query(bodyPipe()) { format, forms, ...days }: ExportCasesQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const rows = format === 'csv';
    const ask = (after?: string) =>
      this.rpc.call<ExportedCases>(
        SUBJECTS.caseExport,
        { person, after, from: days.from, to: days.to, forms: forms === 'true', rows },
        PAGE_MS,
      );
    const first = await ask(); // what is refused is refused before anything is sent
    const lines = linesFrom(first, ask);
    attach(reply, `cases.${rows ? 'csv' : 'ndjson'}`, rows ? CSV : LINES);
    void reply.send(rows ? asCsv(lines as AsyncIterable<string[]>) : asJson(lines));
  }

  @Get('events')
  @Open('case.export')
  @ApiOperation({
    operationId: 'exportEvents',
    summary: 'The log of events in the order of their positions 导出办件事件',
  })
  @ApiQuery({ name: 'after', required: false, description: 'A position', schema: { type: 'integer', default: 0 } })
  @ApiQuery({
    name: 'limit',
    required: false,
    description: 'At most so many; all if left out',
    schema: { type: 'integer' },
  })
  @ApiProduces(LINES)
  @Answers(200)
  async events(
    @Person() { id: person }: SignedIn,
    @Query(bodyPipe()) { after = '0', limit = 'Infinity' }: ExportEventsQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const most = Number(limit);
    const ask = (position: number, wanted: number) =>
      this.rpc.call<EventsAfter>(
        SUBJECTS.eventExport,
        { person, position, limit: Math.min(wanted, MOST_EVENTS) },
        PAGE_MS,
      );
    const first = await ask(Number(after), most);
    attach(reply, 'events.ndjson', LINES);
    void reply.send(asJson(eventsFrom(first, most, ask)));
  }
}

function attach(reply: FastifyReply, name: string, type: string): void {
  void reply.header('content-disposition', `attachment; filename="${name}"`).type(`${type}; charset=utf-8`);
}

async function* linesFrom(first: ExportedCases, ask: (after: string) => Promise<ExportedCases>) {
  for (let page = first; ; page = await ask(page.next)) {
    yield* page.lines;
    if (page.next === null) return;
  }
}

async function* eventsFrom(
  first: EventsAfter,
  most: number,
  ask: (position: number, wanted: number) => Promise<EventsAfter>,
) {
  let left = most;
  for (let page = first; page.events.length > 0; page = await ask(page.events.at(-1)!.position, left)) {
    yield* page.events;
    left -= page.events.length;
    if (left <= 0) return;
  }
}

async function* texts(lines: AsyncIterable<unknown>) {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}

const asJson = (lines: AsyncIterable<unknown>) => Readable.from(texts(lines));

/** For spreadsheets: they want a mark for UTF-8, and must not run what a cell says. */
function asCsv(lines: AsyncIterable<string[]>): Readable {
  const rows = Readable.from(lines);
  const csv = stringify({ bom: true, header: true, columns: [...COLUMNS], escape_formulas: true });
  rows.on('error', (error) => csv.destroy(error));
  return rows.pipe(csv);
}
