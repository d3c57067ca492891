// One JSON line a log entry (pino). Never log bodies: forms and opinions are personal data.
import { type LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** A logger for one process, named after it. `LOG_LEVEL` sets the level (`info`). */
export function processLog(name: string): Logger {
  return pino({ name, level: process.env['LOG_LEVEL'] ?? 'info', base: { name } });
}

/** Nest's own messages in the same stream, one level quieter. */
export class NestLog implements LoggerService {
  constructor(private readonly to: Logger) {}
  log(message: unknown, ...rest: unknown[]) {
    this.to.debug({ context: rest.at(-1) }, String(message));
  }
  warn(message: unknown, ...rest: unknown[]) {
    this.to.warn({ context: rest.at(-1) }, String(message));
  }
  error(message: unknown, ...rest: unknown[]) {
    this.to.error({ rest }, message instanceof Error ? (message.stack ?? message.message) : String(message));
  }
  debug(message: unknown) {
    this.to.trace(String(message));
  }
  verbose(message: unknown) {
    this.to.trace(String(message));
  }
}
