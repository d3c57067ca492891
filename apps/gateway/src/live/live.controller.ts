// Live hints as server-sent events: which case changed, never what. Screens refetch.
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers } from '../docs/answers';
import { Person } from '../sign-in/door';
import { Open } from '../sign-in/route';
import type { SignedIn } from '../sign-in/tokens';
import { LiveFeed } from './live-feed';

@Controller('api/v1/events')
@ApiTags('live')
export class LiveController {
  constructor(private readonly feed: LiveFeed) {}

  @Get()
  @Open('case.read')
  @ApiOperation({
    operationId: 'events',
    summary: 'Hints that a case changed, as server-sent events 实时提示',
    description:
      '`event: case`, `data: {"number","seq"}`; `event: notice` when you have a new one. Hints may be lost: refetch on reconnect. Ends when the token does.',
  })
  @ApiProduces('text/event-stream')
  @Answers(200)
  async events(@Person() person: SignedIn, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const mandates = await this.feed.mandatesOf(person.id);
    const headers = {
      ...reply.getHeaders(),
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    };
    if (request.method === 'HEAD' || reply.raw.destroyed) return void reply.headers(headers).send();
    reply.hijack();
    reply.raw.writeHead(200, headers as Record<string, string>);
    reply.raw.on('close', this.feed.open(person, mandates, reply.raw));
  }
}
