// What anybody may know: a certificate, masked; a case, by a sealed paper of it; and the page that checks seals without us.
// Nothing is looked up before a seal has proved itself, and no answer tells a wrong seal from another.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type CertificateView, type StatusView, type VerifyPageView } from '#contracts/instruments.dto';
import { Failure } from '#platform/failure';
import { maskName, maskUscc } from '#rules/identity';
import { type CivilDate } from '#rules/workday';
import { type CaseOfSeal, statusView } from '../case/status-view';
import { Rulebook } from '../case/rulebook';
import { type InstrumentContent } from './facts';
import { type Fate, inForce } from './instruments';
import { contentHash, Seals, sealVerdict, verifySeal } from './seal';
import { type Revoked, verifyPage } from './verify-page';

/** So many that are no longer in force fit on the page; an older one is found by its certificate's own address. */
const MOST_REVOKED = 5_000;

interface AnyonesCertificate {
  content: InstrumentContent<'certificate'>;
  seal: string;
  fate: Fate;
  today: CivilDate;
}

@Injectable()
export class ForAnyone {
  constructor(
    private readonly database: DataSource,
    private readonly rulebook: Rulebook,
    private readonly seals: Seals,
  ) {}

  /** @throws Failure NO_SUCH_INSTRUMENT, also for an instrument that is no certificate. */
  async certificate(name: string): Promise<CertificateView> {
    const [{ found }] = await this.database.query<[{ found: AnyonesCertificate | null }]>(
      'SELECT cases.certificate_for_anyone($1) AS found',
      [name],
    );
    if (!found) throw new Failure('NO_SUCH_INSTRUMENT');
    const { content, seal } = found;
    const { id, own, item, park, inNameOf, addressee, issuedOn } = content;
    return {
      id,
      title: own.title,
      item,
      park,
      inNameOf,
      holder: { name: maskName(addressee.name), number: maskUscc(addressee.number) },
      issuedOn,
      validFrom: own.validFrom,
      validTo: own.validTo,
      ...inForce(content, found),
      sealVerdict: await sealVerdict(seal, this.seals.known, content),
      contentHash: contentHash(content).toString('hex'),
    };
  }

  /** @throws Failure SEAL_INVALID; NO_SUCH_INSTRUMENT for one that was sealed and is not on record (a restored backup). */
  async status(text: string): Promise<StatusView> {
    const claim = await verifySeal(text, this.seals.known);
    const [{ found }] = await this.database.query<[{ found: CaseOfSeal | null }]>(
      'SELECT cases.case_of_seal($1, $2) AS found',
      [claim.id, Buffer.from(claim.h, 'base64url')],
    );
    if (!found) throw new Failure('NO_SUCH_INSTRUMENT');
    return statusView(found, await this.rulebook.calendarsOf(this.database.manager, found.calendars));
  }

  async verifyPage(): Promise<VerifyPageView> {
    const [{ known }] = await this.database.query<[{ known: { today: CivilDate; revoked: Revoked[] } }]>(
      'SELECT cases.not_in_force_for_anyone($1) AS known',
      [MOST_REVOKED],
    );
    return verifyPage({ keys: this.seals.known, revoked: known.revoked, asOf: known.today });
  }
}
