// The credit code of a body (统一社会信用代码): identifiers of the certificates that it issues are made of it (GB/T 36904).
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { type Standing } from './texts';

/** A row of `registry.credit_code`; `body` as cases name it, such as `dept:fire`. */
@Entity({ name: 'credit_code', comment: 'Credit codes of bodies that issue certificates: seeds/credit-codes.json.' })
@Check('credit_code_standing', `standing IN ('verified', 'assumed')`)
export class CreditCode {
  @PrimaryColumn('text')
  body: string;

  @Column('text')
  uscc: string;

  @Column('text')
  source: string;

  @Column('text')
  standing: Standing;
}
