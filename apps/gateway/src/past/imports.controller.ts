// Past cases over HTTP: a file streams into the file store, cases hears its name in one request; then its progress and refused lines.
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { type Page } from '#contracts/cases.dto';
import { ERRORS } from '#contracts/errors';
import {
  IMPORT_TYPES,
  type ImportType,
  type ImportView,
  MOST_IMPORT_BYTES,
  type RefusedLine,
  type RefusedLineView,
  RefusedQuery,
} from '#contracts/imports.dto';
import { type PersonView } from '#contracts/registry.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { FileStore } from '#platform/file-store';
import { bodyPipe } from '#platform/handle';
import { RpcClient } from '#platform/rpc-client';
import { mayImport } from '#rules/access';
import { Answers } from '../docs/answers';
import { fill } from '../problem/problem';
import { Person } from '../sign-in/door';
import { Open } from '../sign-in/route';
import type { SignedIn } from '../sign-in/tokens';

const ID = { name: 'id', description: 'The id that the import was given', schema: { type: 'string' } };
const file = { schema: { type: 'string', format: 'binary' } } as const;

@Controller('api/v1/imports')
@ApiTags('past')
export class ImportsController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly files: FileStore,
  ) {}

  @Post()
  @HttpCode(202)
  @Open('case.import')
  @ApiOperation({
    operationId: 'importCases',
    summary: 'Brings in past cases by file 导入历史办件',
    description:
      'At most 1 GB, streamed, as CSV with a header or as one `PastCase` a line. The same content again answers the same import; ' +
      'a case that came in before (`source` and `ref`) does not come in again.',
  })
  @ApiBody({ required: true, schema: file.schema })
  @Answers(202, 'Import', 'Location')
  async start(
    @Person() { id: person }: SignedIn,
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportView> {
    const type = typeOf(request.headers['content-type']);
    if (!type || !(body instanceof Readable)) throw new Failure('WRONG_CONTENT_TYPE');
    // Whoever is refused need not send a gigabyte first; the connection that might still carry it is closed.
    void reply.header('connection', 'close');
    const { mandates } = await this.rpc.call<PersonView>(SUBJECTS.personGet, { person });
    if (!mayImport(mandates)) throw new Failure('NOT_ALLOWED');
    if (Number(request.headers['content-length'] ?? 0) > MOST_IMPORT_BYTES)
      throw new Failure('BODY_TOO_LARGE', { limit: MOST_IMPORT_BYTES });
    const stored = await this.files.put(body as AsyncIterable<Buffer>, MOST_IMPORT_BYTES);
    void reply.removeHeader('connection');
    const view = await this.rpc.call<ImportView>(SUBJECTS.importStart, { person, type, ...stored });
    void reply.header('location', `/api/v1/imports/${view.id}`);
    return view;
  }

  @Get(':id')
  @Open('case.import')
  @ApiOperation({ operationId: 'getImport', summary: 'How far an import is 导入进度' })
  @ApiParam(ID)
  @Answers(200, 'Import')
  get(@Person() { id: person }: SignedIn, @Param('id') id: string): Promise<ImportView> {
    return this.rpc.call(SUBJECTS.importGet, { person, id: idOf(id) });
  }

  @Get(':id/refused')
  @Open('case.import')
  @ApiOperation({ operationId: 'listRefusedLines', summary: 'Lines that were refused, and why 未导入的行' })
  @ApiParam(ID)
  @ApiQuery({ name: 'after', required: false, description: '`next` of the page before', schema: { type: 'integer' } })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 1000, default: 100 } })
  @Answers(200, 'RefusedLinePage')
  async refused(
    @Person() { id: person }: SignedIn,
    @Param('id') id: string,
    @Query(bodyPipe()) { after, limit }: RefusedQuery,
  ): Promise<Page<RefusedLineView>> {
    const { items, next } = await this.rpc.call<Page<RefusedLine>>(SUBJECTS.importRefused, {
      person,
      id: idOf(id),
      after,
      limit,
    });
    return { items: items.map(toView), next };
  }
}

const typeOf = (header = ''): ImportType | undefined => {
  const name = header.split(';')[0]!.trim().toLowerCase();
  return IMPORT_TYPES.find((type) => type === name);
};

/** @throws Failure `NO_SUCH_IMPORT` for what no id can be. */
function idOf(text: string): string {
  if (!/^[0-9a-f]{1,64}$/.test(text)) throw new Failure('NO_SUCH_IMPORT');
  return text;
}

function toView({ line, code, field, params }: RefusedLine): RefusedLineView {
  const { zh, en } = ERRORS[code];
  return { line, code, field, zh: fill(zh, params), en: fill(en, params) };
}
