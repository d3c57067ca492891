// A bundle (一件事) in one of its versions: several items that are filed as one matter, and in which order.
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { type BundleKind } from '#contracts/registry.dto';
import { type Standing, type Texts } from './texts';

/** A row of `registry.bundle`; `parts` is what a bundle pins when it is filed. */
@Entity({
  name: 'bundle',
  comment: 'Bundles (一件事) by version, from seeds/bundles; the newest whose day has come is in force.',
})
@Check('bundle_standing', `standing IN ('verified', 'assumed')`)
export class Bundle {
  @PrimaryColumn('text')
  code: string;

  @PrimaryColumn('text')
  version: string;

  @Column('date', { name: 'valid_from' })
  validFrom: string;

  @Column('jsonb')
  name: Texts;

  @Column('jsonb')
  parts: BundleKind['parts'];

  @Column('boolean')
  demo: boolean;

  @Column('text')
  source: string;

  @Column('text')
  standing: Standing;
}

/** A bundle as the public reads it. */
export function toBundleKind({ code, version, name, parts, demo, source, standing }: Bundle): BundleKind {
  return { code, version, name, parts, demo, source, standing };
}
