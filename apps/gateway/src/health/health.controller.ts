// Alive is this process; ready is the house behind it.
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { RpcClient } from '#platform/rpc-client';
import { Answers } from '../docs/answers';
import { Open } from '../sign-in/route';

const WITHIN_MS = 1_000;

@Controller('health')
@ApiTags('health')
export class HealthController {
  constructor(private readonly rpc: RpcClient) {}

  @Get('live')
  @Open('public')
  @ApiOperation({ operationId: 'live', summary: 'This process answers' })
  @Answers(200, 'Health')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Open('public')
  @ApiOperation({ operationId: 'ready', summary: 'NATS, registry and cases answer within a second' })
  @Answers(200, 'Health')
  async ready(): Promise<{ status: 'ok' }> {
    if (!this.rpc.isConnected) throw new Failure('NOT_READY', { missing: ['nats', 'registry', 'cases'] });
    const apps = { registry: SUBJECTS.registryReady, cases: SUBJECTS.casesReady };
    const answers = await Promise.all(
      Object.entries(apps).map(([app, subject]) =>
        this.rpc.call(subject, {}, WITHIN_MS).then(
          () => [],
          () => [app],
        ),
      ),
    );
    const missing = answers.flat();
    if (missing.length > 0) throw new Failure('NOT_READY', { missing });
    return { status: 'ok' };
  }
}
