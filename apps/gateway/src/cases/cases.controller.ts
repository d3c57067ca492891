// Cases over HTTP: file, read, act. One call, one NATS request, one transaction.
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type CaseRow, type CaseView, type Page } from '#contracts/cases.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { RpcClient } from '#platform/rpc-client';
import { ACT_TEMPLATE, FILING } from '../docs/act-operations';
import { Answers, IDEMPOTENCY_KEY } from '../docs/answers';
import { Person } from '../sign-in/door';
import { Open } from '../sign-in/route';
import type { SignedIn } from '../sign-in/tokens';
import { ActsService, type Done } from './acts.service';
import { actOf, keyOf, numberOf, objectOf } from './command';

@Controller('api/v1/cases')
@ApiTags('cases')
export class CasesController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly acts: ActsService,
  ) {}

  @Post()
  @Open('case.act')
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiOperation(FILING)
  @Answers(201, 'Case', 'Location', 'Idempotency-Replayed')
  async file(
    @Person() { id }: SignedIn,
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseView> {
    const key = keyOf(request.headers['idempotency-key']);
    const done = await this.acts.act({ person: id, key, act: 'file', number: null, body: objectOf(body) });
    void reply.header('location', `/api/v1/cases/${encodeURIComponent(done.number)}`);
    return answer(reply, done);
  }

  @Get()
  @Open('case.read')
  @ApiOperation({
    operationId: 'listCases',
    summary: 'The cases of the enterprises that you act for, the newest first 我的办件',
  })
  @ApiQuery({ name: 'cursor', required: false, description: '`next` of the page before', schema: { type: 'string' } })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } })
  @Answers(200, 'CasePage')
  list(
    @Person() { id }: SignedIn,
    @Query('cursor') cursor?: string,
    @Query('limit') limit?: string,
  ): Promise<Page<CaseRow>> {
    return this.rpc.insist(SUBJECTS.caseList, { person: id, cursor, limit });
  }

  @Get(':number')
  @Open('case.read')
  @ApiOperation({ operationId: 'getCase', summary: 'One case: state, clock, what may be done next, timeline 办件详情' })
  @Answers(200, 'Case')
  read(@Person() { id }: SignedIn, @Param('number') number: string): Promise<CaseView> {
    return this.rpc.insist(SUBJECTS.caseGet, { person: id, number: numberOf(number) });
  }

  @Post(':number/acts/:act')
  @Open('case.act')
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiParam({ name: 'number', schema: { type: 'string' } })
  @ApiOperation(ACT_TEMPLATE)
  @Answers(200, 'Case', 'Idempotency-Replayed')
  async act(
    @Person() { id }: SignedIn,
    @Req() request: FastifyRequest<{ Params: { number: string; act: string } }>,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseView> {
    const act = actOf(request.params.act);
    if (act === 'file') throw new Failure('NO_SUCH_ACT'); // it has an address of its own: there is no number yet
    const number = numberOf(request.params.number);
    const key = keyOf(request.headers['idempotency-key']);
    return answer(reply, await this.acts.act({ person: id, key, act, number, body: objectOf(body) }));
  }
}

function answer(reply: FastifyReply, { status, replayed, view }: Done): CaseView {
  void reply.status(status);
  if (replayed) void reply.header('idempotency-replayed', 'true');
  return view;
}
