// An item (事项) in one of its versions: limits with what they rest on, reviewers, form. 行政许可法 30: this must be public.
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import {
  type CopiesView,
  type ItemRow,
  type ItemView,
  type LimitsView,
  type ReviewerView,
} from '#contracts/registry.dto';
import { type Definition, PARK_ITSELF } from '#rules/definition';
import { departmentBody } from '#rules/lists';
import { Department } from './department.entity';
import { type Standing, type Texts } from './texts';

/** A row of `registry.item`; `definition` is what a case pins at filing. */
@Entity({
  name: 'item',
  comment: 'Items (事项) by version, from seeds/items; the newest whose day has come is in force.',
})
@Check('item_standing', `standing IN ('verified', 'assumed')`)
@Check('item_family', `family IN ('delegated', 'talent', 'equity', 'project')`)
export class Item {
  @PrimaryColumn('text')
  code: string;

  @PrimaryColumn('text')
  version: string;

  @Column('date', { name: 'valid_from' })
  validFrom: string;

  @Column('text')
  family: ItemRow['family'];

  @Column('jsonb')
  name: Texts;

  @Column('text')
  @ForeignKey(() => Department, { name: 'item_department' })
  department: string;

  @Column('jsonb')
  definition: Definition;

  @Column('jsonb')
  limits: LimitsView;

  /** Co-reviewing bodies with the sentence that tells when each is asked. */
  @Column('jsonb', { default: [] })
  reviewers: Pick<ReviewerView, 'body' | 'when'>[];

  @Column('jsonb', { nullable: true })
  copies: CopiesView | null;

  @Column('jsonb')
  form: Record<string, unknown>;

  @Column('jsonb')
  example: Record<string, unknown>;

  @Column('text')
  source: string;

  @Column('text')
  standing: Standing;
}

/** An item as a line of the catalogue. */
export function toItemRow(item: Item): ItemRow {
  return { code: item.code, family: item.family, name: item.name, version: item.version, department: item.department };
}

/** An item with all that an applicant or a script needs; `departments` names its reviewers. */
export function toItemView(item: Item, departments: readonly Department[]): ItemView {
  const names = new Map<string, Texts>(departments.map(({ code, name }) => [`dept:${code}`, name]));
  names.set(PARK_ITSELF, { zh: '所在园区', en: 'The park itself' });
  return {
    ...toItemRow(item),
    start: item.definition.start,
    onTheSpot: item.definition.onTheSpot,
    fourEyes: item.definition.fourEyes ?? false,
    limits: item.limits,
    reviewers: item.reviewers.map(({ body, when }) => ({
      body,
      when,
      name: names.get(body) ?? { zh: body, en: body },
    })),
    copies: item.copies,
    bodies: namesOf(item, departments),
    check: item.definition.check,
    form: item.form,
    example: item.example,
    source: item.source,
    standing: item.standing,
  };
}

function namesOf({ department, copies }: Item, departments: readonly Department[]): Record<string, Texts> {
  const wanted = [departmentBody(department), ...(copies?.to ?? [])];
  const named = departments.map(({ code, name }) => [departmentBody(code), name] as const);
  return Object.fromEntries(named.filter(([body]) => wanted.includes(body)));
}
