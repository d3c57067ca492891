// Bundles (一件事) over HTTP: file all of one matter at once, read where its parts stand, take back what waits.
import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type BundleResult, type BundleView, FileBundleDto } from '#contracts/bundles.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { RpcClient } from '#platform/rpc-client';
import { Answers, IDEMPOTENCY_KEY } from '../docs/answers';
import { Person } from '../sign-in/door';
import { Open } from '../sign-in/route';
import type { SignedIn } from '../sign-in/tokens';
import { isNumber, keyOf, objectOf } from './command';

@Controller('api/v1/bundles')
@ApiTags('cases')
export class BundlesController {
  constructor(private readonly rpc: RpcClient) {}

  @Post()
  @Open('case.act')
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiOperation({
    operationId: 'fileBundle',
    summary: 'File a bundle: several applications that are one matter 一件事一次办',
    description:
      'Every form is checked now. What waits for nothing is filed in the same transaction; the rest when its turn comes, by itself.',
  })
  @ApiBody({ type: FileBundleDto })
  @Answers(201, 'Bundle', 'Location', 'Idempotency-Replayed')
  async file(
    @Person() { id }: SignedIn,
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BundleView> {
    const key = keyOf(request.headers['idempotency-key']);
    const asked = { person: id, key, body: objectOf(body) };
    const done = await this.rpc.insist<BundleResult>(SUBJECTS.bundleFile, asked);
    void reply.header('location', `/api/v1/bundles/${encodeURIComponent(done.view.number)}`);
    return answer(reply, done);
  }

  @Get(':number')
  @Open('case.read')
  @ApiOperation({ operationId: 'getBundle', summary: 'One bundle: where its parts stand 一件事详情' })
  @Answers(200, 'Bundle')
  read(@Person() { id }: SignedIn, @Param('number') number: string): Promise<BundleView> {
    return this.rpc.insist(SUBJECTS.bundleGet, { person: id, number: numberOf(number) });
  }

  @Post(':number/withdraw')
  @HttpCode(200)
  @Open('case.act')
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiOperation({
    operationId: 'withdrawBundle',
    summary: 'Take back the parts that are not filed yet 撤回未提交事项',
    description: 'What is filed goes on: each case is withdrawn by its own act.',
  })
  @Answers(200, 'Bundle', 'Idempotency-Replayed')
  async withdraw(
    @Person() { id }: SignedIn,
    @Req() request: FastifyRequest,
    @Param('number') number: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BundleView> {
    const key = keyOf(request.headers['idempotency-key']);
    const asked = { person: id, key, number: numberOf(number) };
    return answer(reply, await this.rpc.insist<BundleResult>(SUBJECTS.bundleWithdraw, asked));
  }
}

/** The number of a bundle. @throws Failure `NO_SUCH_BUNDLE` for what none can be */
function numberOf(text: string): string {
  if (!isNumber(text)) throw new Failure('NO_SUCH_BUNDLE');
  return text;
}

function answer(reply: FastifyReply, { replayed, view }: BundleResult): BundleView {
  if (replayed) void reply.header('idempotency-replayed', 'true');
  return view;
}
