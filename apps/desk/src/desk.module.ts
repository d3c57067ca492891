// The desk app: what surrounds a case. Notices are made of case events alone; who is concerned and where to write to, the registry says.
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
import { type DeskConfig } from './config';
import { HealthController } from './health.controller';
import { carrierOf } from './mail/carrier';
import { Post } from './mail/post';
import { NoticeFold } from './notices/fold';
import { Inbox } from './notices/inbox';
import { Names } from './notices/names';
import { NoticesController } from './notices/notices.controller';

/** The role that the desk works as; its rights are in migrations/1-notices.ts. */
export const DESK_ROLE = 'desk_app';

/**
 * Each statement looks for few rows by an index. Left to itself Postgres reads whole tables, as it judged them while they were empty, and what
 * waits for the post by bitmaps: those do not mark what is dead in an index, so each round read every mail since the last vacuum.
 */
export const DESK_SETTINGS = { enable_seqscan: 'off', enable_bitmapscan: 'off' };

/** Follows the log and sends mail as long as the app stands. */
@Injectable()
class Working implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly follower: LogFollower,
    private readonly post: Post,
    private readonly rpc: RpcClient,
  ) {}

  onApplicationBootstrap(): void {
    this.follower.start();
    this.post.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.follower.stop();
    await this.post.stop();
    await this.rpc.close();
  }
}

@Module({})
export class DeskModule {
  /** The module with its settings. */
  static of(config: DeskConfig, log: Logger): DynamicModule {
    const { databaseUrl: url, natsUrl, poolSize, mail, mailTimeoutMs } = config;
    const database = databaseOptions({ url, schema: 'desk', role: DESK_ROLE, poolSize, settings: DESK_SETTINGS });
    // Postgres may come up after us: never give up on it.
    const patience = { retryAttempts: Number.MAX_SAFE_INTEGER, retryDelay: 1_000 };
    return {
      module: DeskModule,
      imports: [DiscoveryModule, TypeOrmModule.forRoot({ ...database, ...patience })],
      controllers: [HealthController, NoticesController],
      providers: [
        { provide: RpcClient, useFactory: () => new RpcClient(natsUrl, 'desk') },
        { provide: Names, useFactory: (rpc: RpcClient) => new Names(rpc), inject: [RpcClient] },
        {
          provide: Inbox,
          useFactory: (source: DataSource, names: Names) => new Inbox(source, names),
          inject: [DataSource, Names],
        },
        {
          provide: Post,
          useFactory: (source: DataSource, rpc: RpcClient, names: Names) =>
            new Post(source, rpc, names, carrierOf(mail, mailTimeoutMs), config, log),
          inject: [DataSource, RpcClient, Names],
        },
        {
          provide: LogFollower,
          useFactory: (source: DataSource, rpc: RpcClient, post: Post) =>
            new LogFollower(new NoticeFold(source, rpc, () => post.wake()), rpc, log),
          inject: [DataSource, RpcClient, Post],
        },
        Working,
      ],
    };
  }
}
