// An officer who leaves (移交): what there is to hand over, and handing it over, over HTTP.
import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { HandOverDto, type OfficerView } from '#contracts/deputies.dto';
import { type TaskView } from '#contracts/cases.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { bodyPipe } from '#platform/handle';
import { RpcClient } from '#platform/rpc-client';
import { ActsService } from '../cases/acts.service';
import { keyOf } from '../cases/command';
import { Answers, HAND_OVER_KEY } from '../docs/answers';
import { aboutOf } from '../problem/problem.filter';
import { Person } from '../sign-in/door';
import { Open } from '../sign-in/route';
import type { SignedIn } from '../sign-in/tokens';
import { HAND_OVER_KEY_LENGTH, type HandedOver, handOver, onDeskOf } from './hand-over';

const OFFICER = { name: 'officer', schema: { type: 'string', example: 'p4002' } };

@Controller('api/v1/officers/:officer')
@ApiTags('officers')
export class HandOverController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly acts: ActsService,
  ) {}

  @Get('work')
  @Open('case.act')
  @ApiParam(OFFICER)
  @ApiOperation({
    operationId: 'getOfficerWork',
    summary: 'What an officer holds: steps on the desk, offices, deputies 在办清单',
    description: 'For the officer, and for the head of all of his or her bodies.',
  })
  @Answers(200, 'OfficerWork')
  async work(
    @Person() { id: person }: SignedIn,
    @Param('officer') officer: string,
  ): Promise<OfficerView & { steps: TaskView[] }> {
    const held = await this.rpc.call<OfficerView>(SUBJECTS.officerGet, { person, officer: idOf(officer) });
    return { ...held, steps: await onDeskOf(this.rpc, person, officer) };
  }

  @Post('hand-over')
  @HttpCode(200)
  @Open('case.act')
  @ApiHeader(HAND_OVER_KEY)
  @ApiParam(OFFICER)
  @ApiOperation({
    operationId: 'handOver',
    summary: 'Hands over all work of an officer who leaves 移交',
    description:
      'Offices and deputies end with the last day. Each step on the desk goes to the successor in a transaction of its own; one that he or she ' +
      'may not do is given back instead, and its row says why. Always 200: look at each row. Repeated, it does what is left.',
  })
  @Answers(200, 'HandedOver')
  handOver(
    @Person() { id: person }: SignedIn,
    @Req() request: FastifyRequest,
    @Param('officer') officer: string,
    @Body(bodyPipe()) body: HandOverDto,
  ): Promise<HandedOver> {
    const key = keyOf(request.headers['idempotency-key'], HAND_OVER_KEY_LENGTH);
    const { language } = aboutOf(request);
    return handOver(this.rpc, this.acts, { person, officer: idOf(officer), key, about: { language } }, body);
  }
}

/** What cannot be the id of anybody is nobody's. */
function idOf(officer: string): string {
  if (!/^[A-Za-z0-9-]{1,64}$/.test(officer)) throw new Failure('NO_SUCH_OFFICER', { officers: [officer] });
  return officer;
}
