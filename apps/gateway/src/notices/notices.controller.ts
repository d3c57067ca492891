// Notices over HTTP: the inbox of whoever asks, and the mails that did not go out, for those who see to it.
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { type Page } from '#contracts/cases.dto';
import { type NoticePage, ReadAllDto, type UndeliveredView, type UnreadView } from '#contracts/notices.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { bodyPipe } from '#platform/handle';
import { RpcClient } from '#platform/rpc-client';
import { Answers } from '../docs/answers';
import { Person } from '../sign-in/door';
import { Open } from '../sign-in/route';
import type { SignedIn } from '../sign-in/tokens';

const ID = { name: 'id', schema: { type: 'string', format: 'uuid' } };
const CURSOR = {
  name: 'cursor',
  required: false,
  description: '`next` of the page before',
  schema: { type: 'string' },
};
const LIMIT = { name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } };

@Controller('api/v1/notices')
@ApiTags('notices')
export class NoticesController {
  constructor(private readonly rpc: RpcClient) {}

  @Get()
  @Open('notice.read')
  @ApiOperation({ operationId: 'listNotices', summary: 'Your notices, the newest first 通知' })
  @ApiQuery({ name: 'unread', required: false, schema: { type: 'string', enum: ['true', 'false'], default: 'false' } })
  @ApiQuery(CURSOR)
  @ApiQuery(LIMIT)
  @Answers(200, 'NoticePage')
  list(
    @Person() { id: person }: SignedIn,
    @Query('unread') unread?: string,
    @Query('cursor') cursor?: string,
    @Query('limit') limit?: string,
  ): Promise<NoticePage> {
    return this.rpc.call(SUBJECTS.noticeList, { person, unread, cursor, limit });
  }

  @Post('read-all')
  @HttpCode(200)
  @Open('notice.read')
  @ApiOperation({ operationId: 'readAllNotices', summary: 'Marks as read what you have seen 全部标为已读' })
  @Answers(200, 'Unread')
  readAll(@Person() { id: person }: SignedIn, @Body(bodyPipe()) { until }: ReadAllDto): Promise<UnreadView> {
    return this.rpc.call(SUBJECTS.noticeReadAll, { person, until });
  }

  @Get('undelivered')
  @Open('notice.read')
  @ApiOperation({
    operationId: 'listUndeliveredNotices',
    summary: 'Mails that did not go out 未发出的邮件',
    description: 'For the commission and the operator: what is still tried, and what was given up.',
  })
  @ApiQuery(CURSOR)
  @ApiQuery(LIMIT)
  @Answers(200, 'UndeliveredPage')
  undelivered(
    @Person() { id: person }: SignedIn,
    @Query('cursor') cursor?: string,
    @Query('limit') limit?: string,
  ): Promise<Page<UndeliveredView>> {
    return this.rpc.call(SUBJECTS.noticeUndelivered, { person, cursor, limit });
  }

  @Post(':id/read')
  @HttpCode(200)
  @Open('notice.read')
  @ApiParam(ID)
  @ApiOperation({ operationId: 'readNotice', summary: 'Marks a notice as read 标为已读' })
  @Answers(200, 'Unread')
  read(@Person() { id: person }: SignedIn, @Param('id') id: string): Promise<UnreadView> {
    return this.rpc.call(SUBJECTS.noticeRead, { person, id: noticeOf(id) });
  }

  @Post(':id/send-again')
  @HttpCode(200)
  @Open('notice.read')
  @ApiParam(ID)
  @ApiOperation({ operationId: 'sendNoticeAgain', summary: 'Tries a mail anew 重新发送邮件' })
  @Answers(200, 'Undelivered')
  sendAgain(@Person() { id: person }: SignedIn, @Param('id') id: string): Promise<UndeliveredView> {
    return this.rpc.call(SUBJECTS.noticeSendAgain, { person, id: noticeOf(id) });
  }
}

/** What has not the form of an id is the id of nothing. */
function noticeOf(id: string): string {
  if (!isUUID(id)) throw new Failure('NOT_FOUND');
  return id;
}
