// What the three processes of the cases app share: the database under their role, the rules, the door.
import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { databaseOptions } from '#platform/database';
import { ActService } from './act/act.service';
import { Announcer } from './case/announcer';
import { CaseList } from './case/case-list';
import { CasesController } from './case/cases.controller';
import { EventLogController } from './case/event-log.controller';
import { Rulebook } from './case/rulebook';
import { TaskList } from './case/task-list';
import { CasesConfig } from './config';

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
      controllers: role === 'cases_door' ? [CasesController, EventLogController] : [],
      providers: [ActService, Announcer, Rulebook, CaseList, TaskList, { provide: CasesConfig, useValue: config }],
      exports: [ActService, Announcer, CasesConfig, TaskList],
    };
  }
}
