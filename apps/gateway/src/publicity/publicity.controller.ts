// What is shown to the public (公示) over HTTP, for anybody.
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Page, type PublicityRow } from '#contracts/cases.dto';
import { SUBJECTS } from '#contracts/subjects';
import { RpcClient } from '#platform/rpc-client';
import { Answers } from '../docs/answers';
import { Open } from '../sign-in/route';

@Controller('api/v1/publicity')
@ApiTags('publicity')
export class PublicityController {
  constructor(private readonly rpc: RpcClient) {}

  @Get()
  @Open('public')
  @ApiOperation({
    operationId: 'listPublicity',
    summary: 'What is shown to the public now, the newest first 公示',
    description: 'Without sign-in. Whoever objects says so at the window of the park by the last day, with the number.',
  })
  @ApiQuery({ name: 'cursor', required: false, description: '`next` of the page before', schema: { type: 'string' } })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } })
  @Answers(200, 'PublicityPage')
  async list(
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('cursor') cursor?: string,
    @Query('limit') limit?: string,
  ): Promise<Page<PublicityRow>> {
    const page = await this.rpc.call<Page<PublicityRow>>(SUBJECTS.publicityList, { cursor, limit });
    // The same for everybody, and it ends at midnights: a crowd costs one question in half a minute. A refusal is never kept.
    void reply.header('cache-control', 'public, max-age=30');
    return page;
  }
}
