// Handlers are closed unless opened, and a wrong body is answered field by field.
import 'reflect-metadata';
import { Controller, Get, Module, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory, Reflector } from '@nestjs/core';
import { MessagePattern } from '@nestjs/microservices';
import { plainToInstance, Type as Nested } from 'class-transformer';
import { IsInt, IsString, validate, ValidateNested } from 'class-validator';
import { lastValueFrom } from 'rxjs';
import { Failure } from './failure';
import { assertPermissions, bodyPipe, fieldErrors, Handle, permissionOf, Permit, WireErrors } from './handle';

class Part {
  @IsInt()
  area: number;
}
class Body {
  @IsString()
  name: string;

  @ValidateNested()
  @Nested(() => Part)
  part: Part;
}

class Named {
  @Handle('cases.case.get', 'case.read')
  get() {
    return 1;
  }
  @Permit('public')
  @Get('x')
  open() {
    return 2;
  }
  plain() {
    return 3;
  }
}
Controller()(Named);

class Silent {
  @MessagePattern('cases.case.get')
  onNats() {
    return 1;
  }
  @Get('x')
  onHttp() {
    return 2;
  }
}
Controller()(Silent);

async function boot(...controllers: Type[]) {
  class App {}
  Module({ imports: [DiscoveryModule], controllers })(App);
  return NestFactory.createApplicationContext(App, { logger: false, abortOnError: false });
}

describe('permissions', () => {
  it('an app whose handlers all name one boots', async () => {
    const app = await boot(Named);
    expect(() => assertPermissions(app)).not.toThrow();
    await app.close();
  });

  it('a handler without one stops the boot, on NATS as on HTTP, and each is named', async () => {
    const app = await boot(Named, Silent);
    expect(() => assertPermissions(app)).toThrow('Handlers without a permission: Silent.onNats, Silent.onHttp');
    await app.close();
  });

  it('is read from the handler itself', () => {
    const reflector = new Reflector();
    const handlerOf = (type: Type, name: string) =>
      Object.getOwnPropertyDescriptor(type.prototype, name)!.value as () => unknown;
    expect(permissionOf(reflector, handlerOf(Named, 'get'))).toBe('case.read');
    expect(permissionOf(reflector, handlerOf(Silent, 'onNats'))).toBeUndefined();
  });
});

describe('a wrong body', () => {
  const faultsOf = async (body: object) =>
    fieldErrors(await validate(plainToInstance(Body, body), { whitelist: true, forbidNonWhitelisted: true }));

  it('is told field by field, by JSON pointer, however deep', async () => {
    const faults = await faultsOf({ name: 3, part: { area: 'x', colour: 'red' } });
    expect(faults.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
      '/name STRING',
      '/part/area INT',
      '/part/colour UNKNOWN_FIELD',
    ]);
    for (const { zh, en } of faults) expect([zh, en]).not.toContain('');
  });

  it('is BAD_INPUT', async () => {
    const refused = bodyPipe().transform({ name: 'x', more: 1 }, { type: 'body', metatype: Body });
    await expect(refused).rejects.toBeInstanceOf(Failure);
    await expect(refused).rejects.toMatchObject({
      code: 'BAD_INPUT',
      errors: [{ pointer: '/more', code: 'UNKNOWN_FIELD' }],
    });
  });
});

it('what a handler throws leaves as a wire error', async () => {
  const thrown = new WireErrors().catch(new Failure('NOT_ALLOWED', { allowed: [] }), undefined as never);
  await expect(lastValueFrom(thrown)).rejects.toEqual({ code: 'NOT_ALLOWED', params: { allowed: [] } });
});
