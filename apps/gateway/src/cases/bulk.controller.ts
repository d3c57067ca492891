// Several acts in one call, for scripts and for officers with a long list.
import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Answers, BULK_KEY } from '../docs/answers';
import { aboutOf } from '../problem/problem.filter';
import { Person } from '../sign-in/door';
import { Open } from '../sign-in/route';
import type { SignedIn } from '../sign-in/tokens';
import { ActsService } from './acts.service';
import { BULK_KEY_LENGTH, type RowResult, rowsOf, runRows } from './bulk';
import { keyOf } from './command';

@Controller('api/v1/acts')
@ApiTags('cases')
export class BulkController {
  constructor(private readonly acts: ActsService) {}

  @Post()
  @HttpCode(200)
  @Open('case.act')
  @ApiHeader(BULK_KEY)
  @ApiOperation({
    operationId: 'several',
    summary: 'Several acts, each its own transaction 批量办理',
    description:
      'Row `n` runs under the key `<Idempotency-Key>/<n>`; rows on one case run in their order. Always 200: look at each row.',
  })
  @ApiBody({ schema: { $ref: '#/components/schemas/Rows' } })
  @Answers(200, 'RowResults')
  async several(
    @Person() { id }: SignedIn,
    @Req() request: FastifyRequest,
    @Body() body: unknown,
  ): Promise<{ rows: RowResult[] }> {
    const key = keyOf(request.headers['idempotency-key'], BULK_KEY_LENGTH);
    const { language } = aboutOf(request);
    return { rows: await runRows(this.acts, rowsOf(body), { person: id, key, about: { language } }) };
  }
}
