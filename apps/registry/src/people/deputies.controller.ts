// NATS handlers of deputies, and of an officer who leaves.
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import {
  EndDeputyRequest,
  LeaveRequest,
  OfficerRequest,
  SetDeputyRequest,
  type DeputiesView,
  type DeputyView,
  type OfficerView,
} from '#contracts/deputies.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Handle } from '#platform/handle';
import { deputiesOf, endDeputy, leave, officerOf, setDeputy } from './deputies';

@Controller()
export class DeputiesController {
  constructor(private readonly database: DataSource) {}

  @Handle(SUBJECTS.deputySet, 'case.act')
  set(@Payload() request: SetDeputyRequest): Promise<DeputyView> {
    return setDeputy(this.database, request);
  }

  @Handle(SUBJECTS.deputyList, 'case.act')
  list(@Payload() { person, officer }: OfficerRequest): Promise<DeputiesView> {
    return deputiesOf(this.database, person, officer);
  }

  @Handle(SUBJECTS.deputyEnd, 'case.act')
  end(@Payload() { person, id }: EndDeputyRequest): Promise<DeputiesView> {
    return endDeputy(this.database, person, id);
  }

  @Handle(SUBJECTS.officerGet, 'case.act')
  officer(@Payload() { person, officer }: OfficerRequest): Promise<OfficerView> {
    return officerOf(this.database, person, officer);
  }

  @Handle(SUBJECTS.officerLeave, 'case.act')
  leave(@Payload() { person, officer, lastDay }: LeaveRequest): Promise<OfficerView> {
    return leave(this.database, person, officer, lastDay);
  }
}
