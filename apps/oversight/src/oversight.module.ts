// The oversight app: the commission's view, built from case events alone and rebuildable from them.
import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Injectable,
  Module,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { type Logger } from 'pino';
import { DataSource } from 'typeorm';
import { databaseOptions } from '#platform/database';
import { LogFollower } from '#platform/log-follower';
import { RpcClient } from '#platform/rpc-client';
import { type OversightConfig } from './config';
import { HealthController } from './health.controller';
import { fold, watermark } from './log/fold';
import { TurnaroundController } from './turnaround/turnaround.controller';
import { Turnarounds } from './turnaround/turnarounds';

/** The role that oversight works as; its rights are in migrations/1-turnaround.ts. */
export const OVERSIGHT_ROLE = 'oversight_app';

/** Follows the log as long as the app stands. */
@Injectable()
class Following implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly follower: LogFollower,
    private readonly rpc: RpcClient,
  ) {}

  onApplicationBootstrap(): void {
    this.follower.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.follower.stop();
    await this.rpc.close();
  }
}

@Module({})
export class OversightModule {
  /** The module with its settings. */
  static of({ databaseUrl: url, natsUrl, poolSize }: OversightConfig, log: Logger): DynamicModule {
    const database = databaseOptions({ url, schema: 'oversight', role: OVERSIGHT_ROLE, poolSize });
    // Postgres may come up after us: never give up on it.
    const patience = { retryAttempts: Number.MAX_SAFE_INTEGER, retryDelay: 1_000 };
    return {
      module: OversightModule,
      imports: [DiscoveryModule, TypeOrmModule.forRoot({ ...database, ...patience })],
      controllers: [HealthController, TurnaroundController],
      providers: [
        { provide: RpcClient, useFactory: () => new RpcClient(natsUrl, 'oversight') },
        {
          provide: LogFollower,
          useFactory: (source: DataSource, rpc: RpcClient) =>
            new LogFollower({ watermark: () => watermark(source), fold: (events) => fold(source, events) }, rpc, log),
          inject: [DataSource, RpcClient],
        },
        Turnarounds,
        Following,
      ],
    };
  }
}
