// Everything behind the door. No table, no state but keys, streams and the document.
import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Injectable,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { APP_GUARD, DiscoveryModule, HttpAdapterHost } from '@nestjs/core';
import { type Server } from 'node:http';
import { FileStore } from '#platform/file-store';
import { RpcClient } from '#platform/rpc-client';
import { ActsService } from './cases/acts.service';
import { BulkController } from './cases/bulk.controller';
import { BundlesController } from './cases/bundles.controller';
import { CasesController } from './cases/cases.controller';
import { TasksController } from './cases/tasks.controller';
import { CatalogueController } from './catalogue/catalogue.controller';
import { GatewayConfig } from './config';
import { DocsController, TheDocument } from './docs/docs.controller';
import { DocumentsController } from './documents/documents.controller';
import { HealthController } from './health/health.controller';
import { LiveController } from './live/live.controller';
import { LiveFeed } from './live/live-feed';
import { NoticesController } from './notices/notices.controller';
import { DeputiesController } from './officers/deputies.controller';
import { HandOverController } from './officers/hand-over.controller';
import { PagesController } from './pages/pages.controller';
import { ExportsController } from './past/exports.controller';
import { ImportsController } from './past/imports.controller';
import { PublicityController } from './publicity/publicity.controller';
import { DoorGuard } from './sign-in/door';
import { SignInController } from './sign-in/sign-in.controller';
import { Tokens } from './sign-in/tokens';
import { TurnaroundController } from './turnaround/turnaround.controller';

/** How long answers under way may take once we are told to stop. */
const GRACE_MS = 500;

/** Stops in order: no new connections, answers under way, then the connection to NATS. */
@Injectable()
class Stop implements BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    private readonly rpc: RpcClient,
    private readonly adapter: HttpAdapterHost,
  ) {}

  beforeApplicationShutdown(): void {
    const server = this.adapter.httpAdapter.getHttpServer() as Server;
    setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rpc.close();
  }
}

/** The gateway's only module. */
@Module({})
export class GatewayModule {
  /** The module over one NATS client of its own. */
  static of(config: GatewayConfig): DynamicModule {
    return {
      module: GatewayModule,
      imports: [DiscoveryModule],
      controllers: [
        SignInController,
        CatalogueController,
        CasesController,
        BundlesController,
        BulkController,
        TasksController,
        DeputiesController,
        HandOverController,
        PublicityController,
        DocumentsController,
        TurnaroundController,
        NoticesController,
        ImportsController,
        ExportsController,
        LiveController,
        HealthController,
        DocsController,
        PagesController,
      ],
      providers: [
        { provide: GatewayConfig, useValue: config },
        { provide: RpcClient, useValue: new RpcClient(config.natsUrl, 'gateway') },
        { provide: FileStore, useValue: new FileStore(config.filesDir) },
        { provide: APP_GUARD, useClass: DoorGuard },
        Tokens,
        ActsService,
        LiveFeed,
        TheDocument,
        Stop,
      ],
    };
  }
}
