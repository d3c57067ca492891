// Work queues, a page at a time. Never stale: tasks change in the same commit as the case.
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type TaskPage } from '#contracts/cases.dto';
import { SUBJECTS } from '#contracts/subjects';
import { RpcClient } from '#platform/rpc-client';
import { Answers } from '../docs/answers';
import { Person } from '../sign-in/door';
import { Open } from '../sign-in/route';
import type { SignedIn } from '../sign-in/tokens';

@Controller('api/v1/tasks')
@ApiTags('tasks')
export class TasksController {
  constructor(private readonly rpc: RpcClient) {}

  @Get()
  @Open('task.read')
  @ApiOperation({ operationId: 'listTasks', summary: 'Open work of your bodies, the most urgent first 待办' })
  @ApiQuery({
    name: 'queue',
    required: false,
    description: 'One body',
    schema: { type: 'string', example: 'dept:fire' },
  })
  @ApiQuery({
    name: 'desk',
    required: false,
    description: 'On whose desk: `me`, `nobody`, or an officer by id',
    schema: { type: 'string', example: 'me' },
  })
  @ApiQuery({ name: 'cursor', required: false, description: '`next` of the page before', schema: { type: 'string' } })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } })
  @Answers(200, 'TaskPage')
  tasks(
    @Person() { id }: SignedIn,
    @Query('queue') queue?: string,
    @Query('desk') desk?: string,
    @Query('cursor') cursor?: string,
    @Query('limit') limit?: string,
  ): Promise<TaskPage> {
    return this.rpc.insist(SUBJECTS.taskList, { person: id, queue, desk, cursor, limit });
  }
}
