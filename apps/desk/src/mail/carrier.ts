// How a mail leaves the house: by SMTP, or as a file in a folder. Both by nodemailer, so that a file is what would have been sent.
import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { type MailWay } from '../config';

/** A mail. `id` = the notice's: it is the Message-ID too, so that a mail that is sent twice is one to who reads it. */
export interface Letter {
  id: string;
  from: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  at: Date;
}

/** Why a mail did not go; `isFinal` = trying again will not help. The code never holds an address. */
export class NotSent extends Error {
  constructor(
    readonly code: string,
    readonly isFinal: boolean,
    cause: unknown,
  ) {
    super(code, { cause });
  }
}

/** Something that carries letters. */
export interface Carrier {
  /** @throws NotSent */
  send(letter: Letter): Promise<void>;
  close(): void;
}

/** The carrier of a setting; one mail takes at most `timeoutMs`. */
export function carrierOf(way: MailWay, timeoutMs: number): Carrier {
  return 'outbox' in way ? outbox(way.outbox) : smtp(way.smtpUrl, timeoutMs);
}

const messageOf = ({ id, from, to, subject, text, at }: Letter) => ({
  messageId: `<${id}@${from.split('@')[1]}>`,
  date: at,
  from,
  to,
  subject,
  text,
  headers: { 'Auto-Submitted': 'auto-generated' }, // RFC 3834: no out-of-office answers
});

function smtp(url: string, timeoutMs: number): Carrier {
  const { hostname } = new URL(url);
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 4,
    // Names and case numbers do not travel in the open but on this machine.
    requireTLS: url.startsWith('smtp:') && !/^(127\.|localhost$|\[::1\]$)/.test(hostname),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (letter) => {
      try {
        await transport.sendMail({ ...messageOf(letter), signal: AbortSignal.timeout(timeoutMs) });
      } catch (error) {
        throw notSent(error as { code?: string; responseCode?: number });
      }
    },
    close: () => transport.close(),
  };
}

/** The server's refusal of this letter (5xx) stands; a wrong password, a full box (4xx) or a cut wire may be mended. */
function notSent(error: { code?: string; responseCode?: number }): NotSent {
  const { code = 'UNKNOWN', responseCode } = error;
  const isFinal = responseCode !== undefined && responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
  return new NotSent(responseCode ? `SMTP_${responseCode}` : code, isFinal, error);
}

function outbox(folder: string): Carrier {
  const writer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return {
    send: async (letter) => {
      try {
        const { message } = await writer.sendMail(messageOf(letter));
        const draft = join(folder, `.${randomUUID()}`);
        const write = () => writeFile(draft, message as Buffer, { mode: 0o600 });
        await write().catch(async (error: { code?: string }) => {
          if (error.code !== 'ENOENT') throw error;
          await mkdir(folder, { recursive: true });
          await write();
        });
        await rename(draft, join(folder, `${letter.id}.eml`)); // whole or not there
      } catch (error) {
        throw notSent(error as { code?: string });
      }
    },
    close: () => undefined,
  };
}
