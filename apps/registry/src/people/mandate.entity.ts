// A mandate: a person holds a role in a body for some days. Who may do what follows from these by rules/access.ts.
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { type Role } from '#rules/access';
import { Person } from './person.entity';

/** A row of `registry.mandate`; `validTo` is the first day on which it no longer holds. */
@Entity({ name: 'mandate', comment: 'Roles of people in bodies, by days; valid_to is the first day without.' })
@Check(
  'mandate_role',
  `role IN ('APPLICANT', 'WINDOW', 'REVIEWER', 'EXPERT', 'DECIDER', 'HEAD', 'COMMISSION', 'OPERATOR')`,
)
@Index('mandate_of_body', ['body', 'role'])
@Check('mandate_days', `valid_from < valid_to`)
export class Mandate {
  @PrimaryColumn('text')
  @ForeignKey(() => Person, { name: 'mandate_person', onDelete: 'CASCADE' })
  person: string;

  @PrimaryColumn('text')
  role: Role;

  @PrimaryColumn('text')
  body: string;

  @PrimaryColumn('date', { name: 'valid_from' })
  validFrom: string;

  @Column('date', { name: 'valid_to', nullable: true })
  validTo: string | null;
}
