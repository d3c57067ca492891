// The screens: built files and nothing else, public because all they show is asked for through the API. A page is opened like
// every other route; an address that is none of theirs stays a problem, so no page ever stands in for a missing answer.
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '#platform/failure';
import { GatewayConfig } from '../config';
import { Open } from '../sign-in/route';

type Screen = 'portal' | 'console';
/** A name as the build gives it, its hash last. */
const ASSET = /^\w[\w.-]*-[\w-]{8}\.(js|css|svg|woff2)$/;

/** What may load on a page. The components style their elements inline; no code is ever made from text. */
export const PAGES_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Addresses that the portal itself tells apart; below each of them too. */
const PORTAL = ['', 'items', 'items/*', 'cases', 'cases/*', 'bundles/*', 'notices', 'publicity', 'sign-in', 'status'];
/** The console has its own corner. */
const CONSOLE = ['console', 'console/*'];

@Controller()
@ApiExcludeController()
export class PagesController {
  constructor(private readonly config: GatewayConfig) {}

  @Get(PORTAL)
  @Open('public')
  portal(@Res() reply: FastifyReply): void {
    this.sendPage(reply, 'portal');
  }

  @Get(CONSOLE)
  @Open('public')
  console(@Res() reply: FastifyReply): void {
    this.sendPage(reply, 'console');
  }

  @Get('assets/:file')
  @Open('public')
  portalAsset(@Res() reply: FastifyReply, @Param('file') file: string): void {
    this.sendAsset(reply, 'portal', file);
  }

  @Get('console/assets/:file')
  @Open('public')
  consoleAsset(@Res() reply: FastifyReply, @Param('file') file: string): void {
    this.sendAsset(reply, 'console', file);
  }

  /** The one page of a screen: asked about anew each time, so that a new release is seen at once. */
  private sendPage(reply: FastifyReply, screen: Screen): void {
    if (!existsSync(join(this.config.pagesFolder, screen, 'index.html'))) throw new Failure('PAGES_NOT_BUILT');
    void reply.header('content-security-policy', PAGES_POLICY).header('cache-control', 'no-cache');
    void reply.sendFile(`${screen}/index.html`);
  }

  /** A file whose name holds the hash of its content: never asked for twice. */
  private sendAsset(reply: FastifyReply, screen: Screen, file: string): void {
    const path = `${screen}/assets/${file}`;
    if (!ASSET.test(file) || !existsSync(join(this.config.pagesFolder, path))) throw new Failure('NOT_FOUND');
    void reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(path);
  }
}
