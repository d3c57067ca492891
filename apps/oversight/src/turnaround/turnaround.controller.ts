// Figures on NATS: for people who watch the whole zone, whoever that is by the registry's mandates of today.
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { type Page } from '#contracts/cases.dto';
import {
  type TurnaroundCase,
  TurnaroundCasesRequest,
  TurnaroundRequest,
  type TurnaroundView,
} from '#contracts/oversight.dto';
import { type PersonView } from '#contracts/registry.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { Handle } from '#platform/handle';
import { RpcClient } from '#platform/rpc-client';
import { maySeeFigures } from '#rules/access';
import { Turnarounds } from './turnarounds';

@Controller()
export class TurnaroundController {
  constructor(
    private readonly turnarounds: Turnarounds,
    private readonly rpc: RpcClient,
  ) {}

  @Handle(SUBJECTS.turnaroundGet, 'turnaround.read')
  async table(@Payload() request: TurnaroundRequest): Promise<TurnaroundView> {
    await this.admit(request.person);
    return this.turnarounds.table(request);
  }

  @Handle(SUBJECTS.turnaroundCases, 'turnaround.read')
  async cases(@Payload() request: TurnaroundCasesRequest): Promise<Page<TurnaroundCase>> {
    await this.admit(request.person);
    return this.turnarounds.cases(request);
  }

  private async admit(person: string): Promise<void> {
    const { mandates } = await this.rpc.call<PersonView>(SUBJECTS.personGet, { person });
    if (!maySeeFigures(mandates)) throw new Failure('NOT_ALLOWED');
  }
}
