// 401 before any other verdict: the hook runs before Fastify reads a body, the guard closes what the hook could not know.
import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { type Permission } from '#contracts/permissions';
import { Failure } from '#platform/failure';
import { permissionOf } from '#platform/handle';
import { type SignedIn, type Tokens } from './tokens';

declare module 'fastify' {
  interface FastifyRequest {
    person: SignedIn | null;
  }
  interface FastifyContextConfig {
    permission?: Permission;
  }
}

/** Asks every matched route but the public ones for a token, as the very first thing. */
export function lockDoor(fastify: FastifyInstance, tokens: Tokens): void {
  fastify.decorateRequest('person', null);
  fastify.addHook('onRequest', async (request) => {
    if (request.is404 || request.routeOptions.config.permission === 'public') return;
    request.person = await tokens.signedIn(request.headers.authorization);
  });
}

/** Denies what no permission opens. */
@Injectable()
export class DoorGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const permission = permissionOf(this.reflector, context.getHandler() as (...args: never[]) => unknown);
    if (permission === 'public') return true;
    if (!permission || permission === 'internal') throw new Failure('NOT_ALLOWED');
    if (!context.switchToHttp().getRequest<FastifyRequest>().person) throw new Failure('NOT_SIGNED_IN');
    return true;
  }
}

/** The signed-in person of a request. */
export const Person = createParamDecorator((_: unknown, context: ExecutionContext): SignedIn => {
  const { person } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!person) throw new Failure('NOT_SIGNED_IN');
  return person;
});
