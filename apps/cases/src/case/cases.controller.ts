// The cases app as others see it: one act, one read, lists, what is shown to the public, and whether it is ready.
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import {
  ActRequest,
  type ActResult,
  CaseListRequest,
  CaseRequest,
  type CaseRow,
  type CaseView,
  type Page,
  PageRequest,
  type PublicityRow,
  TaskListRequest,
  type TaskPage,
} from '#contracts/cases.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Handle } from '#platform/handle';
import { ActService } from '../act/act.service';
import { CaseList } from './case-list';
import { PublicityList } from './publicity-list';
import { TaskList } from './task-list';

@Controller()
export class CasesController {
  constructor(
    private readonly door: ActService,
    private readonly cases: CaseList,
    private readonly tasks: TaskList,
    private readonly publicity: PublicityList,
    private readonly database: DataSource,
  ) {}

  @Handle(SUBJECTS.caseAct, 'case.act')
  act(@Payload() request: ActRequest): Promise<ActResult> {
    return this.door.act(request);
  }

  @Handle(SUBJECTS.caseGet, 'case.read')
  get(@Payload() { number, person }: CaseRequest): Promise<CaseView> {
    return this.door.view(number, person);
  }

  @Handle(SUBJECTS.caseList, 'case.read')
  own(@Payload() request: CaseListRequest): Promise<Page<CaseRow>> {
    return this.cases.page(request);
  }

  @Handle(SUBJECTS.taskList, 'task.read')
  list(@Payload() request: TaskListRequest): Promise<TaskPage> {
    return this.tasks.page(request);
  }

  @Handle(SUBJECTS.publicityList, 'public')
  shown(@Payload() request: PageRequest): Promise<Page<PublicityRow>> {
    return this.publicity.page(request);
  }

  @Handle(SUBJECTS.casesReady, 'internal')
  async ready(): Promise<{ ok: true }> {
    await this.database.query('SELECT 1');
    return { ok: true };
  }
}
