// Signing in: the registry checks, the gateway passes on.
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { SignInDto, type SignInView } from '#contracts/registry.dto';
import { SUBJECTS } from '#contracts/subjects';
import { bodyPipe } from '#platform/handle';
import { RpcClient } from '#platform/rpc-client';
import { Answers } from '../docs/answers';
import { Open } from './route';

@Controller('api/v1')
@ApiTags('sign-in')
export class SignInController {
  constructor(private readonly rpc: RpcClient) {}

  @Post('sign-in')
  @HttpCode(200)
  @Open('public')
  @ApiOperation({
    operationId: 'signIn',
    summary: 'Sign in 登录',
    description: 'Gives the token that every other call carries.',
  })
  @Answers(200, 'SignIn')
  signIn(@Body(bodyPipe()) { user, password }: SignInDto): Promise<SignInView> {
    return this.rpc.call(SUBJECTS.signIn, { user, password });
  }
}
