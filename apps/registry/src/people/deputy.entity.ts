// A deputy (代理): who holds an officer's mandates beside the officer on some days.
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { Person } from './person.entity';

/** A row of `registry.deputy`; `validTo` is the first day without. `role` and `body` null = every office that can be deputed. */
@Entity({
  name: 'deputy',
  comment:
    'Who stands in for whom, by days; valid_to is the first day without. Without role and body = for every office that can be deputed.',
})
@Check('deputy_days', `valid_from < valid_to`)
@Check('deputy_other', `officer <> deputy`)
@Check('deputy_office', `(role IS NULL) = (body IS NULL)`)
@Index('deputy_of_officer', ['officer', 'validTo'])
@Index('deputy_of_person', ['deputy', 'validTo'])
export class Deputy {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column('text')
  @ForeignKey(() => Person, { name: 'deputy_officer', onDelete: 'CASCADE' })
  officer: string;

  @Column('text')
  @ForeignKey(() => Person, { name: 'deputy_person', onDelete: 'CASCADE' })
  deputy: string;

  @Column('text', { nullable: true })
  role: string | null;

  @Column('text', { nullable: true })
  body: string | null;

  @Column('date', { name: 'valid_from' })
  validFrom: string;

  @Column('date', { name: 'valid_to' })
  validTo: string;

  @Column('text', { name: 'set_by' })
  setBy: string;
}
