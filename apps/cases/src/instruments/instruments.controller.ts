// Instruments as others read them: all of one for the parties, and masked or by its seal for anybody.
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  CertificateRequest,
  type CertificateView,
  type DocumentView,
  InstrumentRequest,
  type PdfPiece,
  PdfRequest,
  SealDto,
  type StatusView,
  type VerifyPageView,
} from '#contracts/instruments.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Handle } from '#platform/handle';
import { ForAnyone } from './for-anyone';
import { ForParties } from './for-parties';

@Controller()
export class InstrumentsController {
  constructor(
    private readonly parties: ForParties,
    private readonly anyone: ForAnyone,
  ) {}

  @Handle(SUBJECTS.instrumentGet, 'case.read')
  get(@Payload() { person, name }: InstrumentRequest): Promise<DocumentView> {
    return this.parties.document(person, name);
  }

  @Handle(SUBJECTS.instrumentPdf, 'case.read')
  pdf(@Payload() { person, name, from }: PdfRequest): Promise<PdfPiece> {
    return this.parties.pdf(person, name, from);
  }

  @Handle(SUBJECTS.certificateGet, 'public')
  certificate(@Payload() { name }: CertificateRequest): Promise<CertificateView> {
    return this.anyone.certificate(name);
  }

  @Handle(SUBJECTS.statusGet, 'public')
  status(@Payload() { seal }: SealDto): Promise<StatusView> {
    return this.anyone.status(seal);
  }

  @Handle(SUBJECTS.verifyPage, 'public')
  page(): Promise<VerifyPageView> {
    return this.anyone.verifyPage();
  }
}
