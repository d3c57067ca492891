// The real gateway with nobody behind it: no server listens where it looks for NATS. Whatever it answers is its own answer.
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { GatewayConfig } from '../src/config';
import { createGateway } from '../src/gateway';

/** Where nobody writes a file. */
const FILES_DIR = join(tmpdir(), 'yuanban-files', 'alone');

/** A port of this machine on which nobody listens. */
export const NOWHERE = 'nats://127.0.0.1:1';

/** The application; it asks `natsUrl` for everything it does not know itself. */
export function openGateway(natsUrl = NOWHERE, settings: Partial<GatewayConfig> = {}): Promise<NestFastifyApplication> {
  const config = Object.assign(new GatewayConfig({ NATS_URL: natsUrl, FILES_DIR }), settings);
  return createGateway(config, pino({ level: 'silent' }));
}

/** A raw connection to a gateway that it makes listen, for what no HTTP client would send. */
export async function socketTo(app: NestFastifyApplication) {
  await app.listen(0, '127.0.0.1');
  return connect((app.getHttpServer().address() as AddressInfo).port, '127.0.0.1');
}
