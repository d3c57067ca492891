// NATS handlers of the catalogue: items with their limits and forms (行政许可法 30: public), bundles of them, and the parks.
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { type Page } from '#contracts/cases.dto';
import { type BundleKind, ItemRequest, type ItemRow, type ItemView, type ParkView } from '#contracts/registry.dto';
import { SUBJECTS } from '#contracts/subjects';
import { Failure } from '#platform/failure';
import { Handle } from '#platform/handle';
import { Bundle, toBundleKind } from './bundle.entity';
import { Department } from './department.entity';
import { Item, toItemRow, toItemView } from './item.entity';
import { Park, toParkView } from './park.entity';

@Controller()
export class CatalogueController {
  constructor(private readonly database: DataSource) {}

  @Handle(SUBJECTS.itemList, 'public')
  async itemList(): Promise<Page<ItemRow>> {
    const items = await this.inForce().getMany();
    return { items: items.map(toItemRow), next: null };
  }

  @Handle(SUBJECTS.itemGet, 'public')
  async itemGet(@Payload() { code }: ItemRequest): Promise<ItemView> {
    const isCode = /^[0-9A-Za-z-]+$/.test(code); // anything else, a NUL first of all, need not trouble Postgres
    const item = isCode && (await this.inForce().andWhere('item.code = :code', { code }).getOne());
    if (!item) throw new Failure('NO_SUCH_ITEM');
    return toItemView(item, await this.database.getRepository(Department).find());
  }

  @Handle(SUBJECTS.bundleList, 'public')
  async bundleList(): Promise<Page<BundleKind>> {
    const bundles = await this.database
      .getRepository(Bundle)
      .createQueryBuilder('bundle')
      .where('(bundle.code, bundle.version) IN (SELECT code, version FROM registry_api.bundle)')
      .orderBy('bundle.code')
      .getMany();
    return { items: bundles.map(toBundleKind), next: null };
  }

  @Handle(SUBJECTS.parkList, 'public')
  async parkList(): Promise<Page<ParkView>> {
    const parks = await this.database.getRepository(Park).find({ order: { place: 'ASC' } });
    return { items: parks.map(toParkView), next: null };
  }

  /** The versions that the view for other apps names, so that what is shown is what is pinned. */
  private inForce() {
    return this.database
      .getRepository(Item)
      .createQueryBuilder('item')
      .where('(item.code, item.version) IN (SELECT code, version FROM registry_api.item)')
      .orderBy('length(item.code)')
      .addOrderBy('item.code');
  }
}
