// Alive is this process; ready is the house behind it. Figures and notices may wait: without them people file and decide all the same.
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type LagView } from '#contracts/event-log.dto';
import { type DeskHealth } from '#contracts/notices.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { RpcClient } from '#platform/rpc-client';
import { Answers } from '../docs/answers';
import { Open } from '../sign-in/route';
import { type HouseHealth } from './house-health';

const WITHIN_MS = 1_000;
/** Figures and notices that are older than this are told as degraded. */
const DEGRADED_AFTER_S = 60;

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
  @ApiOperation({
    operationId: 'ready',
    summary: 'NATS, registry and cases answer within a second',
    description:
      'How far figures and notices are behind the cases is told as well; without oversight and desk the house is ready all the same.',
  })
  @Answers(200, 'HouseHealth')
  async ready(): Promise<HouseHealth> {
    if (!this.rpc.isConnected) throw new Failure('NOT_READY', { missing: ['nats', 'registry', 'cases'] });
    const apps = { registry: SUBJECTS.registryReady, cases: SUBJECTS.casesReady };
    const [oversight, desk, ...answers] = await Promise.all([
      this.oversight(),
      this.desk(),
      ...Object.entries(apps).map(([app, subject]) =>
        this.rpc.call(subject, {}, WITHIN_MS).then(
          () => [],
          () => [app],
        ),
      ),
    ]);
    const missing = answers.flat();
    if (missing.length > 0) throw new Failure('NOT_READY', { missing });
    return { status: 'ok', oversight, desk };
  }

  private oversight(): Promise<HouseHealth['oversight']> {
    return this.rpc.call<LagView>(SUBJECTS.oversightReady, {}, WITHIN_MS).then(
      ({ behind, seconds }) => ({ status: seconds > DEGRADED_AFTER_S ? 'degraded' : 'ok', behind, seconds }),
      () => ({ status: 'away', behind: null, seconds: null }),
    );
  }

  private desk(): Promise<HouseHealth['desk']> {
    return this.rpc.call<DeskHealth>(SUBJECTS.deskReady, {}, WITHIN_MS).then(
      ({ behind, seconds, undelivered }) => {
        const isDegraded = seconds > DEGRADED_AFTER_S || undelivered > 0;
        return { status: isDegraded ? 'degraded' : 'ok', behind, seconds, undelivered };
      },
      () => ({ status: 'away', behind: null, seconds: null, undelivered: null }),
    );
  }
}
