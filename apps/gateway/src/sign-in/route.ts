// How a route opens: its permission in the three places that ask for it (Nest's guard, Fastify's hook, the document).
import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExtension } from '@nestjs/swagger';
import { type Permission } from '#contracts/permissions';
import { Permit } from '#platform/handle';

/** Extension of an OpenAPI operation that names its permission. */
export const PERMISSION_EXTENSION = 'x-permission';

/** Opens a route to a permission. A route without it stops the boot, and is closed should it ever be reached. */
export function Open(permission: Permission): MethodDecorator {
  return applyDecorators(
    Permit(permission),
    RouteConfig({ permission }),
    ApiExtension(PERMISSION_EXTENSION, permission),
  );
}
