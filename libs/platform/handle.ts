// Message handlers that are closed unless opened: each names its subject and its permission, or the app refuses to boot.
import {
  applyDecorators,
  Catch,
  SetMetadata,
  UseFilters,
  UsePipes,
  ValidationPipe,
  type ArgumentsHost,
  type INestApplicationContext,
  type RpcExceptionFilter,
  type ValidationError,
} from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { MessagePattern, Transport } from '@nestjs/microservices';
import { type Logger } from 'pino';
import { throwError, type Observable } from 'rxjs';
import { type FieldError } from '#contracts/errors';
import { type Permission } from '#contracts/permissions';
import { natsPrefix } from './config';
import { Failure, isDatabaseAway, toWire } from './failure';

const PERMISSION = 'yuanban:permission';
const HANDLER = 'yuanban:handler';

/** Everything that a handler throws leaves as `{code, params, errors}`; what has no code is logged in full. */
@Catch()
export class WireErrors implements RpcExceptionFilter {
  static log: Logger | undefined;
  catch(error: unknown, _host: ArgumentsHost): Observable<never> {
    const wire = toWire(error);
    if (wire.code === 'INTERNAL') WireErrors.log?.error({ err: error }, 'a handler failed');
    else if (isDatabaseAway(error)) WireErrors.log?.warn({ err: String(error) }, 'the database is away');
    return throwError(() => wire);
  }
}

/** A request handler on NATS. `public` and `internal` are permissions too: there is no way to say none. */
export function Handle(subject: string, permission: Permission): MethodDecorator {
  return applyDecorators(
    MessagePattern(natsPrefix() + subject, Transport.NATS),
    SetMetadata(PERMISSION, permission),
    SetMetadata(HANDLER, subject),
    UseFilters(WireErrors),
    UsePipes(bodyPipe()),
  );
}

/** Opens an HTTP handler to a permission. The gateway's guard reads it; a route without one stops the boot. */
export function Permit(permission: Permission): MethodDecorator {
  return SetMetadata(PERMISSION, permission);
}

/** The permission of a handler, if it names one. */
export function permissionOf(reflector: Reflector, handler: (...args: never[]) => unknown): Permission | undefined {
  return reflector.get<Permission | undefined>(PERMISSION, handler);
}

/** Validation that lets only listed fields through and names every fault by JSON pointer. */
export function bodyPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (faults) => new Failure('BAD_INPUT', {}, fieldErrors(faults)),
  });
}

/** class-validator's findings as field errors. */
export function fieldErrors(faults: readonly ValidationError[], at = ''): FieldError[] {
  return faults.flatMap((fault) => {
    const pointer = `${at}/${fault.property}`;
    const own = Object.entries(fault.constraints ?? {}).map(([rule, text]) => ({
      pointer,
      code: rule === 'whitelistValidation' ? 'UNKNOWN_FIELD' : rule.replace(/^is/, '').toUpperCase(),
      zh: rule === 'whitelistValidation' ? '未知字段' : '填写有误',
      en: text,
    }));
    return [...own, ...fieldErrors(fault.children ?? [], pointer)];
  });
}

/**
 * Stops the boot when a handler of any controller names no permission.
 * @throws Error listing every such handler.
 */
export function assertPermissions(app: INestApplicationContext): void {
  const discovery = app.get(DiscoveryService);
  const scanner = new MetadataScanner();
  const reflector = app.get(Reflector);
  const open: string[] = [];
  for (const { instance, metatype } of discovery.getControllers()) {
    if (!instance || !metatype) continue;
    const prototype = Object.getPrototypeOf(instance) as Record<string, (...args: never[]) => unknown>;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[name]!;
      const keys = Reflect.getMetadataKeys(handler) as string[];
      const isHandler = keys.some((key) => key === 'microservices:pattern' || key === 'path');
      if (isHandler && !permissionOf(reflector, handler)) open.push(`${metatype.name}.${name}`);
    }
  }
  if (open.length > 0) throw new Error(`Handlers without a permission: ${open.join(', ')}`);
}
