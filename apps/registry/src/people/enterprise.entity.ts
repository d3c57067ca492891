// An enterprise (企业) known to the registry by its unified social credit code.
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { type Standing, type Texts } from '../catalogue/texts';

/** A row of `registry.enterprise`. */
@Entity({ name: 'enterprise', comment: 'Enterprises by unified social credit code (统一社会信用代码).' })
@Check('enterprise_standing', `standing IN ('verified', 'assumed')`)
export class Enterprise {
  @PrimaryColumn('text')
  uscc: string;

  @Column('jsonb')
  name: Texts;

  @Column('boolean')
  demo: boolean;

  @Column('text')
  source: string;

  @Column('text')
  standing: Standing;
}
