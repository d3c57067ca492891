// A body of the city (委办局): the ten that delegate, those that review beside them, the zone's commission, and other authorities.
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { type Standing, type Texts } from './texts';

/** What a department does for the pilot. */
export type DepartmentKind = 'DELEGATING' | 'CO_REVIEWING' | 'COMMISSION' | 'AUTHORITY';

/** A row of `registry.department`. */
@Entity({
  name: 'department',
  comment: 'Departments that delegate or co-review, and the commission: seeds/departments.json.',
})
@Check('department_kind', `kind IN ('DELEGATING', 'CO_REVIEWING', 'COMMISSION', 'AUTHORITY')`)
@Check('department_standing', `standing IN ('verified', 'assumed')`)
export class Department {
  @PrimaryColumn('text')
  code: string;

  @Column('jsonb')
  name: Texts;

  @Column('text')
  kind: DepartmentKind;

  @Column('text')
  source: string;

  @Column('text')
  standing: Standing;
}
