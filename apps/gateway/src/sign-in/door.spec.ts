import { Controller, Get } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { openGateway } from '../../test/alone';
import { ProblemFilter } from '../problem/problem.filter';
import { DoorGuard, Person } from './door';
import { Open } from './route';
import type { SignedIn } from './tokens';

@Controller()
class Rooms {
  @Get('back-room')
  @Open('internal')
  backRoom() {
    return 'in';
  }
  @Get('office')
  @Open('case.read')
  office(@Person() { id }: SignedIn) {
    return id;
  }
  @Get('hall')
  @Open('public')
  hall() {
    return 'in';
  }
  @Get('desk-in-the-hall')
  @Open('public')
  desk(@Person() { id }: SignedIn) {
    return id;
  }
  @Get('no-door')
  noDoor() {
    return 'in';
  }
}

describe('the guard', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    const house = {
      module: class House {},
      controllers: [Rooms],
      providers: [{ provide: APP_GUARD, useClass: DoorGuard }],
    };
    const adapter = new FastifyAdapter();
    app = await NestFactory.create<NestFastifyApplication>(house, adapter, { logger: false, abortOnError: false });
    app.useGlobalFilters(new ProblemFilter(pino({ level: 'silent' })));
    // This house believes whoever says a name: what is looked at here is the guard alone.
    const fastify = adapter.getInstance();
    fastify.decorateRequest('person', null);
    fastify.addHook('onRequest', async (request) => {
      const { name } = request.headers;
      if (typeof name === 'string') request.person = { id: name, expiresAt: Infinity };
    });
    await app.init();
  });
  afterAll(() => app?.close());

  const enter = async (room: string, name?: string) => {
    const answer = await app.inject({ url: room, headers: name ? { name } : {} });
    return answer.statusCode === 200 ? answer.payload : answer.json<{ code: string }>().code;
  };

  it('denies what no permission opens, and what is for other apps of ours', async () => {
    expect(await enter('/no-door', 'p1')).toBe('NOT_ALLOWED');
    expect(await enter('/back-room', 'p1')).toBe('NOT_ALLOWED');
  });

  it('lets anybody into the hall, and the signed-in into the office', async () => {
    expect(await enter('/hall')).toBe('in');
    expect(await enter('/office', 'p1')).toBe('p1');
    expect(await enter('/office')).toBe('NOT_SIGNED_IN');
  });

  it('a public route that asks who somebody is is told of nobody, not of anybody', async () => {
    expect(await enter('/desk-in-the-hall', 'p1')).toBe('p1');
    expect(await enter('/desk-in-the-hall')).toBe('NOT_SIGNED_IN');
  });
});

// With nobody behind the door: whatever had to be asked would be 503.
describe('without a token', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await openGateway();
  });
  afterAll(() => app?.close());

  const knock = (method: 'GET' | 'POST', url: string, headers = {}, payload?: string) =>
    app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });

  it.each([
    ['GET', '/api/v1/cases/no-such', {}, undefined],
    ['GET', `/api/v1/cases/${'9'.repeat(500)}`, {}, undefined],
    ['POST', '/api/v1/cases', {}, undefined],
    ['POST', '/api/v1/cases', { 'content-type': 'text/plain' }, 'x'],
    ['POST', '/api/v1/cases', { 'content-type': 'application/json' }, '{'],
    ['POST', '/api/v1/cases', { 'content-type': 'application/json' }, `"${'x'.repeat(1_100_000)}"`],
    ['POST', '/api/v1/cases/1/acts/no-such', {}, undefined],
    ['POST', '/api/v1/acts', { 'content-type': 'application/json' }, '[]'],
    ['GET', '/api/v1/tasks?limit=x', {}, undefined],
    ['GET', '/api/v1/events', {}, undefined],
  ] as const)('the verdict on %s %.40s %j is 401 before any other', async (method, url, headers, payload) => {
    const answer = await knock(method, url, headers, payload);
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.json()).toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  it('the public routes are open, and routes that do not exist are just that', async () => {
    expect((await knock('GET', '/health/live')).statusCode).toBe(200);
    expect((await knock('GET', '/openapi.json')).statusCode).toBe(200);
    expect((await knock('GET', '/docs')).statusCode).toBe(200);
    expect((await knock('GET', '/api/v1/nothing')).statusCode).toBe(404);
  });

  it('sent with a body of any kind to where nothing is: there is nothing', async () => {
    for (const [type, body] of [
      ['text/plain', 'x'],
      ['application/json', '{'],
    ] as const) {
      expect((await knock('POST', '/api/v1/case', { 'content-type': type }, body)).json().code).toBe('NOT_FOUND');
    }
  });
});
