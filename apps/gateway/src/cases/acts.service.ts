// One act on its way: from an HTTP request to one NATS request, and back as what an answer needs.
import { Injectable } from '@nestjs/common';
import { type ActRequest, type ActResult, type CaseView } from '#contracts/cases.dto';
import { SUBJECTS } from '#contracts/subjects';
import { RpcClient } from '#platform/rpc-client';

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

  /** @throws Failure what cases refuses with. */
  async act(request: ActRequest): Promise<Done> {
    const { number, replayed, view } = await this.rpc.insist<ActResult>(SUBJECTS.caseAct, request);
    return { status: request.act === 'file' ? 201 : 200, number, replayed, view };
  }
}
