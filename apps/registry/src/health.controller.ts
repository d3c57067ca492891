// Readiness: the registry is ready when its database answers.
import { Controller } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SUBJECTS } from '#contracts/subjects';
import { Handle } from '#platform/handle';

@Controller()
export class HealthController {
  constructor(private readonly database: DataSource) {}

  @Handle(SUBJECTS.registryReady, 'internal')
  async ready(): Promise<{ ok: true }> {
    await this.database.query('SELECT 1');
    return { ok: true };
  }
}
