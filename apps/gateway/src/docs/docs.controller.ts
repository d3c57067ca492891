// The document, and the page to try it on. Everything comes from this process: it works without the internet.
import { Controller, Get, Injectable, Param, Res } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { createReadStream } from 'node:fs';
import { Failure } from '#platform/failure';
import { Open } from '../sign-in/route';
import { PAGE, PAGE_POLICY, START } from './try-it';

/** Holds the document; it is built once the application stands. */
@Injectable()
export class TheDocument {
  document: OpenAPIObject;
}

const FILES: Readonly<Record<string, string>> = {
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'swagger-ui.css': 'text/css; charset=utf-8',
};

@Controller()
@ApiExcludeController()
export class DocsController {
  constructor(private readonly the: TheDocument) {}

  @Get('openapi.json')
  @Open('public')
  openapi(): OpenAPIObject {
    return this.the.document;
  }

  @Get('docs')
  @Open('public')
  page(@Res() reply: FastifyReply): void {
    void reply.header('content-security-policy', PAGE_POLICY).type('text/html; charset=utf-8').send(PAGE);
  }

  @Get('docs/start.js')
  @Open('public')
  start(@Res() reply: FastifyReply): void {
    void reply.type('text/javascript; charset=utf-8').send(START);
  }

  @Get('docs/:file')
  @Open('public')
  file(@Param('file') file: string, @Res() reply: FastifyReply): void {
    const type = Object.hasOwn(FILES, file) ? FILES[file] : undefined;
    if (!type) throw new Failure('NOT_FOUND');
    const stream = createReadStream(require.resolve(`swagger-ui-dist/${file}`));
    void reply.header('cache-control', 'public, max-age=3600').type(type).send(stream);
  }
}
