// What the three processes of the cases app share: the database under their role, the rules, the door.
import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { databaseOptions } from '#platform/database';
import { FileStore } from '#platform/file-store';
import { ActService } from './act/act.service';
import { Filings } from './act/filings';
import { BundleService } from './bundle/bundle.service';
import { BundlesController } from './bundle/bundles.controller';
import { Announcer } from './case/announcer';
import { CaseList } from './case/case-list';
import { CasesController } from './case/cases.controller';
import { EventLogController } from './case/event-log.controller';
import { PublicityList } from './case/publicity-list';
import { Rulebook } from './case/rulebook';
import { TaskList } from './case/task-list';
import { CertificateService } from './certificate/certificate.service';
import { CasesConfig } from './config';
import { ForAnyone } from './instruments/for-anyone';
import { ForParties } from './instruments/for-parties';
import { InstrumentsController } from './instruments/instruments.controller';
import { KeptPages } from './instruments/kept-pages';
import { Renderer } from './instruments/render';
import { Seals } from './instruments/seal';
import { Exports } from './past/exports';
import { Importer } from './past/importer';
import { Imports } from './past/imports';
import { PastController } from './past/past.controller';
import { Recalendaring } from './recalendar/recalendaring';

@Module({})
export class CasesModule {
  /** The module under a database role; only the server (`cases_door`) answers requests. */
  static as(role: 'cases_door' | 'cases_worker', config = new CasesConfig()): DynamicModule {
    const { databaseUrl: url, poolSize } = config;
    return {
      module: CasesModule,
      imports: [
        DiscoveryModule,
        TypeOrmModule.forRoot({
          ...databaseOptions({ url, schema: 'cases', role, poolSize }),
          retryAttempts: 100,
          retryDelay: 300,
        }),
      ],
      controllers:
        role === 'cases_door'
          ? [CasesController, BundlesController, EventLogController, InstrumentsController, PastController]
          : [],
      providers: [
        ActService,
        Announcer,
        BundleService,
        CaseList,
        CertificateService,
        Exports,
        Filings,
        ForAnyone,
        ForParties,
        Importer,
        Imports,
        KeptPages,
        PublicityList,
        Recalendaring,
        Renderer,
        Rulebook,
        TaskList,
        { provide: Seals, useFactory: (database: DataSource) => Seals.open(database), inject: [DataSource] },
        { provide: FileStore, useValue: new FileStore(config.filesDir) },
        { provide: CasesConfig, useValue: config },
      ],
      exports: [
        ActService,
        Announcer,
        BundleService,
        CasesConfig,
        CertificateService,
        Importer,
        Recalendaring,
        TaskList,
      ],
    };
  }
}
