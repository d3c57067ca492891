// The registry app: parks, departments, people, mandates, delegations, the item catalogue and the work calendar.
import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { databaseOptions } from '#platform/database';
import { CatalogueController } from './catalogue/catalogue.controller';
import { REGISTRY_CONFIG, type RegistryConfig } from './config';
import { ENTITIES } from './entities';
import { HealthController } from './health.controller';
import { NamesController } from './names/names.controller';
import { DeputiesController } from './people/deputies.controller';
import { PeopleController } from './people/people.controller';

/** The role that the registry works as; its rights are in migrations/2-api.ts. */
export const REGISTRY_ROLE = 'registry_app';

@Module({
  imports: [DiscoveryModule],
  controllers: [CatalogueController, HealthController, NamesController, PeopleController, DeputiesController],
})
export class RegistryModule {
  /** The module with its settings. */
  static of(config: RegistryConfig): DynamicModule {
    const database = databaseOptions({
      url: config.databaseUrl,
      schema: 'registry',
      role: REGISTRY_ROLE,
      entities: ENTITIES,
    });
    // Postgres may come up after us: never give up on it.
    const patience = { retryAttempts: Number.MAX_SAFE_INTEGER, retryDelay: 1_000 };
    return {
      module: RegistryModule,
      imports: [TypeOrmModule.forRoot({ ...database, ...patience })],
      providers: [{ provide: REGISTRY_CONFIG, useValue: config }],
    };
  }
}
