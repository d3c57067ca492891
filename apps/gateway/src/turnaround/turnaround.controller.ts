// Turnaround over HTTP, for the commission: the table, each line with the ways to its cases, and the cases themselves.
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Page } from '#contracts/cases.dto';
import { type TurnaroundCase, type TurnaroundView } from '#contracts/oversight.dto';
import { SUBJECTS } from '#contracts/subjects';
import { RpcClient } from '#platform/rpc-client';
import { Answers } from '../docs/answers';
import { Person } from '../sign-in/door';
import { Open } from '../sign-in/route';
import type { SignedIn } from '../sign-in/tokens';
import { asked, type LinkedTurnaround, withLinks } from './links';

const day = { type: 'string', format: 'date' } as const;
const text = { type: 'string' } as const;
const FROM = { name: 'from', required: false, description: 'First day of the decision', schema: day };
const TO = { name: 'to', required: false, description: 'Last day of the decision', schema: day };

@Controller('api/v1/turnaround')
@ApiTags('oversight')
export class TurnaroundController {
  constructor(private readonly rpc: RpcClient) {}

  @Get()
  @Open('turnaround.read')
  @ApiOperation({ operationId: 'getTurnaround', summary: 'How long decisions take, and the cut 办理用时统计' })
  @ApiQuery({
    name: 'by',
    required: false,
    description: 'Some of `item`, `park`, `month`, by commas; all if left out, none if empty',
    schema: { ...text, example: 'item,park' },
  })
  @ApiQuery(FROM)
  @ApiQuery(TO)
  @Answers(200, 'Turnaround')
  async table(@Person() { id }: SignedIn, @Query() query: Record<string, unknown>): Promise<LinkedTurnaround> {
    return withLinks(await this.rpc.call<TurnaroundView>(SUBJECTS.turnaroundGet, asked(query, id)));
  }

  @Get('cases')
  @Open('turnaround.read')
  @ApiOperation({ operationId: 'listTurnaroundCases', summary: 'The applications behind a line 用时统计对应的办件' })
  @ApiQuery({
    name: 'of',
    required: false,
    schema: { ...text, enum: ['decided', 'on-the-spot', 'before'], default: 'decided' },
  })
  @ApiQuery({ name: 'item', required: false, schema: text })
  @ApiQuery({ name: 'park', required: false, schema: text })
  @ApiQuery({ name: 'month', required: false, description: 'Of the decision, `YYYY-MM`', schema: text })
  @ApiQuery(FROM)
  @ApiQuery(TO)
  @ApiQuery({ name: 'cursor', required: false, description: '`next` of the page before', schema: text })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } })
  @Answers(200, 'TurnaroundCasePage')
  cases(@Person() { id }: SignedIn, @Query() query: Record<string, unknown>): Promise<Page<TurnaroundCase>> {
    return this.rpc.call(SUBJECTS.turnaroundCases, asked(query, id));
  }
}
