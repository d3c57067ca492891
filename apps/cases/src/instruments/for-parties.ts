// An instrument for the parties to its case: what it says, whether it is in force, and its PDF, printed when it is first read.
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type DocumentView, PDF_PIECE, type PdfPiece } from '#contracts/instruments.dto';
import { withContext } from '#platform/database';
import { CasesConfig } from '../config';
import { getInstrument, inForce, type InstrumentRecord } from './instruments';
import { KeptPages } from './kept-pages';
import { Renderer, verifyUrl } from './render';
import { Seals, sealVerdict } from './seal';

/** PDFs in memory, so that the pieces of one are printed once; a page has some 70 to 100 KB, the longest notice 5 MB. */
const KEPT_BYTES = 16 * 1024 * 1024;

interface Printed {
  pdf: Buffer;
  sha256: string;
}

@Injectable()
export class ForParties {
  private readonly kept = new Map<string, Printed>();

  constructor(
    private readonly database: DataSource,
    private readonly renderer: Renderer,
    private readonly pages: KeptPages,
    private readonly seals: Seals,
    private readonly config: CasesConfig,
  ) {}

  /** @throws Failure NO_SUCH_INSTRUMENT, also for one of another party. */
  async document(person: string, name: string): Promise<DocumentView> {
    const record = await this.read(person, name);
    const { id, number, kind, content, seal } = record;
    return {
      id,
      number,
      kind,
      issuedOn: content.issuedOn,
      title: { zh: content.wording.zh.title, en: content.wording.en.title },
      case: record.case,
      content: content as unknown as Record<string, unknown>,
      seal,
      sealVerdict: await sealVerdict(seal, this.seals.known, content),
      ...inForce(content, record),
    };
  }

  /** A piece of the PDF behind an offset. @throws Failure as `document`; GLYPH_MISSING */
  async pdf(person: string, name: string, from: number): Promise<PdfPiece> {
    const record = await this.read(person, name);
    const { pdf, sha256 } = this.kept.get(record.id) ?? this.keep(record.id, await this.printed(record));
    return { size: pdf.length, sha256, base64: pdf.subarray(from, from + PDF_PIECE).toString('base64') };
  }

  private read(person: string, name: string): Promise<InstrumentRecord> {
    return withContext(this.database, `person:${person}`, (manager) => getInstrument(manager, name));
  }

  /** A certificate as it was issued; any other instrument anew, to the same bytes. */
  private async printed({ id, kind, content, seal }: InstrumentRecord): Promise<Buffer> {
    if (kind === 'certificate') {
      const kept = await this.pages.read(id);
      if (kept) return kept;
    }
    return this.renderer.renderPdf(content, seal, verifyUrl(this.config.publicUrl));
  }

  private keep(id: string, pdf: Buffer): Printed {
    const printed = { pdf, sha256: createHash('sha256').update(pdf).digest('hex') };
    this.kept.set(id, printed);
    let bytes = [...this.kept.values()].reduce((sum, one) => sum + one.pdf.length, 0);
    for (const [oldest, one] of this.kept) {
      if (bytes <= KEPT_BYTES || oldest === id) break;
      this.kept.delete(oldest);
      bytes -= one.pdf.length;
    }
    return printed;
  }
}
