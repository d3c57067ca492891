import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { processLog } from '#platform/log';
import { createGateway } from './gateway';
import { type RpcClient } from '#platform/rpc-client';
import { Failure } from '#platform/failure';

it('smoke', async () => {
  const rpc = { isConnected: false, connection: null, call: async () => { throw new Failure('MESSAGING_AWAY'); }, listen() {}, tell() {}, close: async () => {} } as unknown as RpcClient;
  const app: NestFastifyApplication = await createGateway({ natsUrl: '' }, processLog('t'), rpc);
  for (const [method, url, headers, payload] of [
    ['GET','/health/live'],['GET','/health/ready'],['GET','/nothing'],['GET','/api/v1/cases/1'],['POST','/api/v1/cases',{'content-type':'text/plain'},'x'],
    ['POST','/api/v1/sign-in',{'content-type':'text/plain'},'x'],['POST','/api/v1/sign-in',{'content-type':'application/json'},'{'],['POST','/api/v1/sign-in',{'content-type':'application/json'},'{}'],
    ['GET','/api/v1/items'],['GET','/openapi.json'],['GET','/docs'],['GET','/docs/swagger-ui.css'],['GET','/api/v1/cases/%ZZ'],
  ] as any[]) {
    const r = await app.inject({ method, url, headers, payload });
    console.log(method, url, r.statusCode, r.headers['content-type'], r.payload.slice(0, url.startsWith('/openapi')?6000:500));
  }
  await app.close();
});
