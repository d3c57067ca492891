// A written instrument as PDF/A-2a: tagged, with title and language, its fonts embedded. Same content and seal, same bytes: the
// engine knows no clock, no network and no fonts but those that are installed with this program.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Failure } from '#platform/failure';
import { atHome } from '#platform/home';
import { textsOf } from './content';
import { type InstrumentContent } from './facts';
import { sealMarks } from './seal';

/** Control characters, those of private meaning, and those that turn the direction of what follows: paper must read as sealed. */
const UNPRINTABLE = /[\p{Cc}\p{Co}\p{Cs}\u2028-\u202e\u2066-\u2069]/gu;
const BREAKS = /[\t\n\r]/g;
/** How the engine says that no font has a text. */
const LACKING = /the text `\\?"(.+?)\\?"` could not be displayed/g;

/** The thread, and who waits for it. */
interface Press {
  worker: Worker;
  jobs: Map<number, { resolve: (pdf: Buffer) => void; reject: (error: unknown) => void }>;
  last: number;
}

/** The folder of layouts, which is not built. */
export const layoutFolder = () => atHome('apps/cases/src/instruments/layout');

/** Where the page that checks seals stands. */
export function verifyUrl(publicUrl: string): string {
  return `${publicUrl}/verify`;
}

/** Prints instruments in a thread of its own, which starts with the first and takes 100 MB. */
export class Renderer {
  private press: Press | undefined;

  /**
   * The instrument as a PDF file. Its QR code is the address of the page that checks it, and the seal after `#`, which no server is sent.
   * `isPlain` = with its streams not packed, for a page that is kept beside another (`KeptPages`).
   * @throws Failure GLYPH_MISSING naming the characters that no font has, or that would change how others are read.
   */
  async renderPdf(content: InstrumentContent, seal: string, verifyUrl: string, isPlain = false): Promise<Buffer> {
    const unsafe = textsOf(content).join('').replace(BREAKS, '').match(UNPRINTABLE);
    if (unsafe) throw glyphMissing(unsafe);
    const page = {
      content: JSON.stringify(content),
      seal: JSON.stringify(sealMarks(seal)),
      qr: `${verifyUrl}#${seal}`,
      isPlain,
    };
    const press = (this.press ??= this.startPress());
    const job = (press.last += 1);
    return new Promise<Buffer>((resolve, reject) => {
      press.jobs.set(job, { resolve, reject });
      press.worker.ref();
      press.worker.postMessage({ job, page });
    });
  }

  /** Ends the thread; what it has not printed is rejected. */
  async onModuleDestroy(): Promise<void> {
    await this.press?.worker.terminate();
  }

  private startPress(): Press {
    const press: Press = { worker: new Worker(join(layoutFolder(), 'engine.cjs')), jobs: new Map(), last: 0 };
    const { worker, jobs } = press;
    const lost = (cause: unknown) => {
      if (this.press === press) this.press = undefined; // the next page starts another one
      for (const { reject } of jobs.values()) reject(new Error('The printing thread ended.', { cause }));
      jobs.clear();
    };
    worker.on('message', ({ job, pdf, error }: { job: number; pdf?: Uint8Array; error?: string }) => {
      const { resolve, reject } = jobs.get(job)!;
      jobs.delete(job);
      if (jobs.size === 0) worker.unref(); // a process may end while nothing is printed
      if (pdf) resolve(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength));
      else reject(causeOf(error!));
    });
    worker.on('error', lost);
    worker.on('exit', lost);
    return press;
  }
}

function causeOf(error: string): Error {
  const lacking = [...error.matchAll(LACKING)].map(([, text]) => text!);
  return lacking.length > 0 ? glyphMissing(lacking) : new Error(`The layout failed: ${error}`);
}

function glyphMissing(texts: readonly string[]): Failure {
  const characters = [...new Set(texts.join(''))].map((character) => {
    const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
    return /[\p{Cc}\p{Cf}\p{Cs}\p{Z}]/u.test(character) ? code : `${character} (${code})`;
  });
  return new Failure('GLYPH_MISSING', { characters: characters.join(', ') });
}
