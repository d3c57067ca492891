// Deputies over HTTP: who stands in for an officer, on which days (代理).
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type DeputiesView, type DeputyView, SetDeputyDto } from '#contracts/deputies.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { bodyPipe } from '#platform/handle';
import { RpcClient } from '#platform/rpc-client';
import { Answers } from '../docs/answers';
import { Person } from '../sign-in/door';
import { Open } from '../sign-in/route';
import type { SignedIn } from '../sign-in/tokens';

@Controller('api/v1/deputies')
@ApiTags('officers')
export class DeputiesController {
  constructor(private readonly rpc: RpcClient) {}

  @Get()
  @Open('case.act')
  @ApiOperation({
    operationId: 'listDeputies',
    summary: 'Who stands in for an officer, and for whom he or she does, from today on 代理安排',
  })
  @ApiQuery({
    name: 'officer',
    required: false,
    description: 'By id; without it, you',
    schema: { type: 'string', example: 'p4002' },
  })
  @Answers(200, 'Deputies')
  list(@Person() { id: person }: SignedIn, @Query('officer') officer?: string): Promise<DeputiesView> {
    return this.rpc.call(SUBJECTS.deputyList, { person, officer: officer ?? person });
  }

  @Post()
  @HttpCode(200)
  @Open('case.act')
  @ApiOperation({
    operationId: 'setDeputy',
    summary: 'Names a deputy on some days 指定代理人',
    description:
      'By the officer, the head of the body, or the operator. The same again is the same deputy. What a deputy does is recorded ' +
      'as done in the place of the officer (`inPlaceOf`).',
  })
  @Answers(200, 'Deputy')
  set(@Person() { id: person }: SignedIn, @Body(bodyPipe()) deputy: SetDeputyDto): Promise<DeputyView> {
    return this.rpc.call(SUBJECTS.deputySet, { ...deputy, person });
  }

  @Delete(':id')
  @Open('case.act')
  @ApiParam({ name: 'id', schema: { type: 'string', pattern: '^\\d{1,18}$' } })
  @ApiOperation({ operationId: 'endDeputy', summary: 'Ends a deputy at once 终止代理' })
  @Answers(200, 'Deputies')
  end(@Person() { id: person }: SignedIn, @Param('id') id: string): Promise<DeputiesView> {
    if (!/^\d{1,18}$/.test(id)) throw new Failure('NO_SUCH_DEPUTY');
    return this.rpc.call(SUBJECTS.deputyEnd, { person, id });
  }
}
