// Readiness: the database answers; how far behind the log the notices are, and how many mails did not go out.
import { Controller } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type DeskHealth } from '#contracts/notices.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Handle } from '#platform/handle';
import { LogFollower } from '#platform/log-follower';

@Controller()
export class HealthController {
  constructor(
    private readonly database: DataSource,
    private readonly follower: LogFollower,
  ) {}

  @Handle(SUBJECTS.deskReady, 'internal')
  async ready(): Promise<DeskHealth> {
    const [row] = await this.database.query<[{ undelivered: number }]>(
      `SELECT count(*)::int AS undelivered FROM desk.mail WHERE state = 'FAILED' OR (state = 'WAITING' AND last_error IS NOT NULL)`,
    );
    return { ...this.follower.lag(), ...row };
  }
}
