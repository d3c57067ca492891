// Readiness: the database answers; and how far behind the log the figures are.
import { Controller } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type LagView } from '#contracts/event-log.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Handle } from '#platform/handle';
import { LogFollower } from '#platform/log-follower';

@Controller()
export class HealthController {
  constructor(
    private readonly database: DataSource,
    private readonly follower: LogFollower,
  ) {}

  @Handle(SUBJECTS.oversightReady, 'internal')
  async ready(): Promise<LagView> {
    await this.database.query('SELECT 1');
    return this.follower.lag();
  }
}
