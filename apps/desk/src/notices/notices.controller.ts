// Notices on NATS: everybody's own inbox; what did not go out, for those who run the house or watch it.
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { type Page } from '#contracts/cases.dto';
import {
  type NoticePage,
  NoticeRequest,
  NoticesRequest,
  ReadAllRequest,
  UndeliveredRequest,
  type UndeliveredView,
  type UnreadView,
} from '#contracts/notices.dto';
import { type PersonView } from '#contracts/registry.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { Handle } from '#platform/handle';
import { RpcClient } from '#platform/rpc-client';
import { maySeeUndelivered } from '#rules/access';
import { Post } from '../mail/post';
import { sendAgain, undelivered } from '../mail/undelivered';
import { Inbox } from './inbox';

@Controller()
export class NoticesController {
  constructor(
    private readonly inbox: Inbox,
    private readonly database: DataSource,
    private readonly post: Post,
    private readonly rpc: RpcClient,
  ) {}

  @Handle(SUBJECTS.noticeList, 'notice.read')
  list(@Payload() request: NoticesRequest): Promise<NoticePage> {
    return this.inbox.page(request);
  }

  @Handle(SUBJECTS.noticeRead, 'notice.read')
  read(@Payload() { person, id }: NoticeRequest): Promise<UnreadView> {
    return this.inbox.read(person, id);
  }

  @Handle(SUBJECTS.noticeReadAll, 'notice.read')
  readAll(@Payload() { person, until }: ReadAllRequest): Promise<UnreadView> {
    return this.inbox.readAll(person, until);
  }

  @Handle(SUBJECTS.noticeUndelivered, 'notice.read')
  async undelivered(@Payload() request: UndeliveredRequest): Promise<Page<UndeliveredView>> {
    await this.admit(request.person);
    return undelivered(this.database, request);
  }

  @Handle(SUBJECTS.noticeSendAgain, 'notice.read')
  async sendAgain(@Payload() { person, id }: NoticeRequest): Promise<UndeliveredView> {
    await this.admit(person);
    const view = await sendAgain(this.database, id);
    this.post.wake();
    return view;
  }

  private async admit(person: string): Promise<void> {
    const { mandates } = await this.rpc.call<PersonView>(SUBJECTS.personGet, { person });
    if (!maySeeUndelivered(mandates)) throw new Failure('NOT_ALLOWED');
  }
}
