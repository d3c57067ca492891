// The public catalogue: items, their forms and limits, bundles of them, and the parks.
import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Page } from '#contracts/cases.dto';
import {
  type BundleKind,
  type ItemRow,
  type ItemView,
  type NamesView,
  type OfficersView,
  type ParkView,
} from '#contracts/registry.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { RpcClient } from '#platform/rpc-client';
import { Answers } from '../docs/answers';
import { Person } from '../sign-in/door';
import { Open } from '../sign-in/route';
import type { SignedIn } from '../sign-in/tokens';
import { checkOfForm } from './form-check';

/** Codes that an item can have; anything else is simply not there. */
const CODE = /^[0-9A-Za-z-]{1,32}$/;

@Controller('api/v1')
@ApiTags('catalogue')
export class CatalogueController {
  constructor(private readonly rpc: RpcClient) {}

  @Get('items')
  @Open('public')
  @ApiOperation({ operationId: 'listItems', summary: 'The item catalogue 事项清单' })
  @Answers(200, 'ItemPage')
  items(): Promise<Page<ItemRow>> {
    return this.rpc.call(SUBJECTS.itemList, {});
  }

  @Get('items/:code')
  @Open('public')
  @ApiOperation({ operationId: 'getItem', summary: 'One item: form, valid example, limits and their basis 事项详情' })
  @Answers(200, 'Item')
  item(@Param('code') code: string): Promise<ItemView> {
    if (!CODE.test(code)) throw new Failure('NO_SUCH_ITEM');
    return this.rpc.call(SUBJECTS.itemGet, { code });
  }

  @Get('items/:code/form.js')
  @Open('public')
  @Header('content-type', 'text/javascript; charset=utf-8')
  @ApiOperation({
    operationId: 'getFormCheck',
    summary: "The check of an item's form as a script, for pages that may not make code of text 表单校验脚本",
  })
  @ApiProduces('text/javascript')
  @Answers(200)
  async formCheck(@Param('code') code: string): Promise<string> {
    return checkOfForm(await this.item(code));
  }

  @Get('catalogue/bundles')
  @Open('public')
  @ApiOperation({
    operationId: 'listBundles',
    summary: 'Bundles: which items are one matter, and in which order 一件事清单',
  })
  @Answers(200, 'BundleKindPage')
  bundles(): Promise<Page<BundleKind>> {
    return this.rpc.call(SUBJECTS.bundleList, {});
  }

  @Get('parks')
  @Open('public')
  @ApiOperation({ operationId: 'listParks', summary: 'The parks of the zone 园区清单' })
  @Answers(200, 'ParkPage')
  parks(): Promise<Page<ParkView>> {
    return this.rpc.call(SUBJECTS.parkList, {});
  }

  @Get('names')
  @Open('case.read')
  @ApiOperation({ operationId: 'listNames', summary: 'What ids on a case are called 名称' })
  @ApiQuery({
    name: 'of',
    description: 'Ids by commas, at most 200; unknown ones are left out of the answer',
    schema: { type: 'string', example: 'dept:fire,window:caohejing' },
  })
  @Answers(200, 'Names')
  names(@Query('of') of: unknown): Promise<NamesView> {
    const ids = typeof of === 'string' ? of.split(',').filter((id) => id !== '') : [];
    return this.rpc.call(SUBJECTS.nameList, { of: ids });
  }

  @Get('officers')
  @Open('case.act')
  @ApiOperation({ operationId: 'listOfficers', summary: 'Who holds office today, for officers 工作人员' })
  @ApiQuery({
    name: 'of',
    required: false,
    description: 'Bodies by commas, at most 50; `expert` stands for every expert; without it, all bodies',
    schema: { type: 'string', example: 'park:caohejing,dept:fire' },
  })
  @Answers(200, 'Officers')
  officers(@Person() { id }: SignedIn, @Query('of') of: unknown): Promise<OfficersView> {
    const bodies = typeof of === 'string' ? of.split(',').filter((body) => body !== '') : undefined;
    return this.rpc.call(SUBJECTS.officerList, { person: id, of: bodies });
  }
}
