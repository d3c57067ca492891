// The log as other apps read it: what follows a position, so that whoever missed a message needs nobody but us.
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { type EventsAfter, EventsAfterRequest, MOST_EVENTS } from '#contracts/event-log.dto';
import { SUBJECTS } from '#contracts/subjects';
import { withContext } from '#platform/database';
import { Handle } from '#platform/handle';
import { readLog } from './event-log';

@Controller()
export class EventLogController {
  constructor(private readonly database: DataSource) {}

  @Handle(SUBJECTS.eventsAfter, 'internal')
  after(@Payload() { position, limit = MOST_EVENTS }: EventsAfterRequest): Promise<EventsAfter> {
    return withContext(this.database, 'relay', (manager) => readLog(manager, position, limit));
  }
}
