// Written instruments over HTTP: for the parties as JSON or PDF; certificates, the status behind a seal, and the page that checks
// seals for anybody.
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOperation, ApiParam, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type CertificateView,
  type DocumentView,
  type PdfPiece,
  SealDto,
  type StatusView,
  type VerifyPageView,
} from '#contracts/instruments.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { bodyPipe } from '#platform/handle';
import { RpcClient } from '#platform/rpc-client';
import { Answers } from '../docs/answers';
import { Person } from '../sign-in/door';
import { Open } from '../sign-in/route';
import type { SignedIn } from '../sign-in/tokens';

const PDF = 'application/pdf';
const NUMBER = { name: 'number', description: 'Number on paper or id, percent-encoded', schema: { type: 'string' } };

@Controller()
@ApiTags('instruments')
export class DocumentsController {
  constructor(private readonly rpc: RpcClient) {}

  @Get('api/v1/documents/:number')
  @Open('case.read')
  @ApiOperation({
    operationId: 'getDocument',
    summary: 'A written instrument, for the parties to its case 文书',
    description: 'As JSON, or with `Accept: application/pdf` or `?format=pdf` as PDF/A with an `ETag`.',
  })
  @ApiParam(NUMBER)
  @ApiQuery({ name: 'format', required: false, schema: { type: 'string', enum: ['json', 'pdf'] } })
  @ApiProduces('application/json', PDF)
  @Answers(200, 'Document')
  async document(
    @Person() { id: person }: SignedIn,
    @Param('number') number: string,
    @Query('format') format: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const name = nameOf(number);
    void reply.header('vary', 'Accept');
    if (!wantsPdf(format, request.headers.accept))
      return void reply.send(await this.rpc.call<DocumentView>(SUBJECTS.instrumentGet, { person, name }));
    const { pdf, sha256 } = await this.pdf(person, name);
    const tag = `"${sha256}"`;
    // Nobody but this person's own browser keeps it, and asks each time whether he may still see it.
    void reply.headers({ etag: tag, 'cache-control': 'private, no-cache' });
    if (request.headers['if-none-match']?.includes(tag)) return void reply.status(304).send();
    void reply.header('content-disposition', 'inline; filename="instrument.pdf"').type(PDF).send(pdf);
  }

  @Get('api/v1/certificates/:number')
  @Open('public')
  @ApiOperation({
    operationId: 'getCertificate',
    summary: 'Is a certificate in force? For anybody, its holder masked 证照核验',
  })
  @ApiParam(NUMBER)
  @Answers(200, 'Certificate')
  certificate(@Param('number') number: string): Promise<CertificateView> {
    return this.rpc.call(SUBJECTS.certificateGet, { name: nameOf(number) });
  }

  @Post('api/v1/status')
  @HttpCode(200)
  @Open('public')
  @ApiOperation({
    operationId: 'getStatus',
    summary: 'Where a case stands, by the seal of any of its instruments 办理进度',
    description: 'Without sign-in, for whoever holds the paper; neither the applicant nor the form is told.',
  })
  @Answers(200, 'CaseStatus')
  status(@Body(bodyPipe()) { seal }: SealDto): Promise<StatusView> {
    return this.rpc.call(SUBJECTS.statusGet, { seal });
  }

  @Get('verify')
  @Open('public')
  @ApiExcludeEndpoint()
  async verify(@Res() reply: FastifyReply): Promise<void> {
    const { html, policy } = await this.rpc.call<VerifyPageView>(SUBJECTS.verifyPage, {});
    void reply.header('content-security-policy', policy).type('text/html; charset=utf-8').send(html);
  }

  /** The pieces put together. A file that changed between two of them is asked for anew. */
  private async pdf(person: string, name: string): Promise<{ pdf: Buffer; sha256: string }> {
    const pieces: Buffer[] = [];
    let length = 0;
    for (let sha256 = ''; ;) {
      const piece = await this.rpc.call<PdfPiece>(SUBJECTS.instrumentPdf, { person, name, from: length }, 30_000);
      if (sha256 !== '' && piece.sha256 !== sha256) throw new Failure('TOO_SLOW');
      sha256 = piece.sha256;
      pieces.push(Buffer.from(piece.base64, 'base64'));
      length += pieces.at(-1)!.length;
      if (length >= piece.size) return { pdf: Buffer.concat(pieces), sha256 };
    }
  }
}

/** Numbers and ids alike; what none can be is simply not there. */
function nameOf(text: string): string {
  if (!/^[\p{L}\p{N}〔〕.-]{1,200}$/u.test(text)) throw new Failure('NO_SUCH_INSTRUMENT');
  return text;
}

/** `?format=` first; else a reader who names PDF, and JSON not before it. */
function wantsPdf(format: unknown, accept = ''): boolean {
  if (format === 'pdf' || format === 'json') return format === 'pdf';
  const [pdf, json] = [PDF, 'application/json'].map((type) => accept.indexOf(type));
  return pdf! >= 0 && (json! < 0 || pdf! < json!);
}
