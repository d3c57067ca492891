import { type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Permit } from '#platform/handle';
import { SUBJECTS } from '#contracts/subjects';
import { type Door, openDoor } from '../../test/door';
import { DoorGuard } from './door';

class Rooms {
  @Permit('internal')
  backRoom() {}
  @Permit('case.read')
  office() {}
  @Permit('public')
  hall() {}
  noDoor() {}
}
const enter = (room: keyof Rooms, person: unknown) => {
  const http = { getRequest: () => ({ person }) };
  const context = {
    getHandler: () => Object.getOwnPropertyDescriptor(Rooms.prototype, room)!.value,
    switchToHttp: () => http,
  };
  try {
    return new DoorGuard(new Reflector()).canActivate(context as unknown as ExecutionContext);
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the guard', () => {
  it('denies what no permission opens, and what is for other apps of ours', () => {
    expect(enter('noDoor', { id: 'p1' })).toBe('NOT_ALLOWED');
    expect(enter('backRoom', { id: 'p1' })).toBe('NOT_ALLOWED');
  });

  it('lets anybody into the hall, and the signed-in into the office', () => {
    expect(enter('hall', null)).toBe(true);
    expect(enter('office', { id: 'p1' })).toBe(true);
    expect(enter('office', null)).toBe('NOT_SIGNED_IN');
  });
});

describe('without a token', () => {
  let door: Door;
  beforeAll(async () => {
    door = await openDoor();
  });
  afterAll(() => door.app.close());

  const knock = (method: 'GET' | 'POST', url: string, headers = {}, payload?: string) =>
    door.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });

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
    expect(door.asked).toEqual([]);
  });

  it('the public routes are open, and routes that do not exist are just that', async () => {
    expect((await knock('GET', '/health/live')).statusCode).toBe(200);
    expect((await knock('GET', '/openapi.json')).statusCode).toBe(200);
    expect((await knock('GET', '/docs')).statusCode).toBe(200);
    expect((await knock('GET', '/api/v1/nothing')).statusCode).toBe(404);
  });

  it('a made-up token is refused too, and one that cannot be judged now is told to come again', async () => {
    const other = await openDoor({ [SUBJECTS.tokenKeys]: undefined });
    const url = '/api/v1/cases/1';
    expect((await other.app.inject({ url, headers: { authorization: 'Bearer a.b.c' } })).statusCode).toBe(401);
    const away = await other.app.inject({ url, headers: other.signedIn });
    expect(away.statusCode).toBe(503);
    expect(away.headers['retry-after']).toBe('2');
    await other.app.close();
  });
});
