// Certificates as they were issued, byte by byte. Most of a page are its letters and its structure, which all certificates of an item have in
// common: it is kept as what it has beside a specimen of that item, in an eighth of the room.
import { createHash, generateKeyPairSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { withContext } from '#platform/database';
import { CasesConfig } from '../config';
import { canonicalContent, contentOf } from './content';
import { type InstrumentContent } from './facts';
import { packBeside, unpackBeside } from './packing';
import { Renderer, verifyUrl } from './render';
import { sealContent } from './seal';

/** A page that others are kept beside. `id` = the SHA-256 of what it says. */
interface Specimen {
  id: string;
  pdf: Buffer;
}

/** A page as it is kept: the hash of it as it was issued, the specimen's id, and what the page has beside that one. */
interface PackedPage {
  sha256: Buffer;
  specimen: string;
  pdf: Buffer;
}

/** So many specimens are in memory, of 100 KB each: those of nineteen items in the park at hand, and more. */
const MOST_SPECIMENS = 64;
const DAY = '2026-01-01';
const SOMEBODY = { name: '样张有限公司', nameEn: 'Specimen Co., Ltd.', number: '91310000MA00000000' };

@Injectable()
export class KeptPages {
  private readonly specimens = new Map<string, Promise<Buffer>>();

  constructor(
    private readonly database: DataSource,
    private readonly renderer: Renderer,
    private readonly config: CasesConfig,
  ) {}

  /** A certificate's page as it will be kept: all that takes time, done before anybody waits for a number. */
  async packed(content: InstrumentContent<'certificate'>, pdf: Buffer): Promise<PackedPage> {
    const { id, pdf: specimen } = await this.specimenOf(content);
    return {
      sha256: createHash('sha256').update(pdf).digest(),
      specimen: id,
      pdf: await packBeside(pdf, specimen),
    };
  }

  /** Keeps the page of an instrument, in the transaction that issues it. */
  async keep(manager: EntityManager, id: string, { sha256, specimen, pdf }: PackedPage): Promise<void> {
    await manager.query('INSERT INTO cases.instrument_file (id, sha256, specimen, pdf) VALUES ($1, $2, $3, $4)', [
      id,
      sha256,
      specimen,
      pdf,
    ]);
  }

  /** The page as it was issued; null = none is kept. @throws Error when what is kept is no longer what was issued */
  async read(id: string): Promise<Buffer | null> {
    const [file] = await withContext(this.database, 'time', (manager) =>
      manager.query<{ pdf: Buffer; sha256: Buffer; specimen: Buffer | null }[]>(
        `SELECT f.pdf, f.sha256, s.pdf AS specimen FROM cases.instrument_file f LEFT JOIN cases.specimen s ON s.id = f.specimen
         WHERE f.id = $1`,
        [id],
      ),
    );
    if (!file) return null;
    const pdf = file.specimen ? await unpackBeside(file.pdf, file.specimen) : file.pdf;
    if (!createHash('sha256').update(pdf).digest().equals(file.sha256)) throw new Error(`The page of ${id} is broken.`);
    return pdf;
  }

  /** The specimen of an item's certificates in one park, printed by whoever is the first to need it. */
  private async specimenOf(content: InstrumentContent<'certificate'>): Promise<Specimen> {
    const said = specimenContent(content);
    const id = createHash('sha256').update(canonicalContent(said)).digest('base64url');
    const known = this.specimens.get(id) ?? this.found(id, said);
    this.specimens.delete(id);
    this.specimens.set(id, known); // the latest at the end, so that the one longest unused goes first
    const [oldest] = this.specimens.keys();
    if (this.specimens.size > MOST_SPECIMENS) this.specimens.delete(oldest!);
    try {
      return { id, pdf: await known };
    } catch (error) {
      this.specimens.delete(id);
      throw error;
    }
  }

  /** What another process, or an earlier release, has printed under the same id counts, even where its bytes are others. */
  private async found(id: string, said: InstrumentContent<'certificate'>): Promise<Buffer> {
    const read = () =>
      withContext(this.database, 'time', (manager) =>
        manager.query<{ pdf: Buffer }[]>('SELECT pdf FROM cases.specimen WHERE id = $1', [id]),
      );
    const [known] = await read();
    if (known) return known.pdf;
    // Sealed by nobody: a key that is thrown away.
    const { seal } = sealContent({ kid: '样张', privateKey: generateKeyPairSync('ed25519').privateKey }, said);
    const pdf = await this.renderer.renderPdf(said, seal, verifyUrl(this.config.publicUrl), true);
    await withContext(this.database, 'time', (manager) =>
      manager.query('INSERT INTO cases.specimen (id, pdf) VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, pdf]),
    );
    const [kept] = await read();
    return kept!.pdf;
  }
}

/** What a certificate says of its item, park and body, and nothing of anybody. */
function specimenContent(content: InstrumentContent<'certificate'>): InstrumentContent<'certificate'> {
  const { item, park, issuer, inNameOf, mode, basis, own, epoch } = content;
  const [, ...itsOwn] = basis; // the first is that of the kind, which comes again
  return contentOf(
    'certificate',
    {
      ...{ item, park, issuer, inNameOf, mode, basis: itsOwn, addressee: SOMEBODY },
      ...{ case: `${item.code}-${park.code}-00000000-000000`, receivedOn: DAY, issuedOn: DAY, salt: '' },
    },
    {
      title: own.title,
      grants: own.grants.map(({ zh, en }) => ({ zh, en, value: SOMEBODY.name })),
      validFrom: DAY,
      validTo: own.validTo && DAY,
    },
    { id: '样张', number: '样张', epoch },
  );
}
