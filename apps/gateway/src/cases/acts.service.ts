// One act on its way: from an HTTP request to one NATS request, and back as what an answer needs.
import { Injectable } from '@nestjs/common';
import { type ActRequest, type ActResult, type CaseView } from '#contracts/cases.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { RpcClient } from '#platform/rpc-client';
import { isPersonAct } from '#rules/lifecycle';

/** A done act. A replayed filing keeps its 201. */
export interface Done {
  status: 200 | 201;
  number: string;
  replayed: boolean;
  view: CaseView;
}

/** Sends acts to the cases app. */
@Injectable()
export class ActsService {
  constructor(private readonly rpc: RpcClient) {}

  /** @throws Failure `NO_SUCH_ACT` for a slug of no act, else what cases refuses with. */
  async act(request: ActRequest): Promise<Done> {
    if (!isPersonAct(request.act)) throw new Failure('NO_SUCH_ACT');
    const { number, replayed, view } = await this.rpc.call<ActResult>(SUBJECTS.caseAct, request);
    return { status: request.act === 'file' ? 201 : 200, number, replayed, view: { ...view, number } };
  }
}
