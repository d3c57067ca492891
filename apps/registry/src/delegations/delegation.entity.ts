// The power list (权力清单) as dated grants: this item, to this park, in this mode, by this document. 沪府办发〔2013〕34号.
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { type DelegationMode } from '#rules/lists';
import { Department } from '../catalogue/department.entity';
import { Park } from '../catalogue/park.entity';
import { type Standing } from '../catalogue/texts';

/** A row of `registry.delegation`; `validTo` is the first day on which the grant no longer holds. */
@Entity({
  name: 'delegation',
  comment: 'Delegations (下放权限): dated grants of an item to a park, from seeds/delegations.json.',
})
@Check('delegation_mode', `mode IN ('ENTRUST', 'AUTHORISE', 'WINDOW_ONLY')`)
@Check('delegation_standing', `standing IN ('verified', 'assumed')`)
@Check('delegation_days', `valid_from < valid_to`)
export class Delegation {
  @PrimaryColumn('text')
  item: string;

  @PrimaryColumn('text')
  @ForeignKey(() => Park, { name: 'delegation_park' })
  park: string;

  @PrimaryColumn('date', { name: 'valid_from' })
  validFrom: string;

  @Column('date', { name: 'valid_to', nullable: true })
  validTo: string | null;

  @Column('text')
  @ForeignKey(() => Department, { name: 'delegation_department' })
  department: string;

  @Column('text')
  mode: DelegationMode;

  @Column('text')
  document: string;

  @Column('text')
  source: string;

  @Column('text')
  standing: Standing;
}
