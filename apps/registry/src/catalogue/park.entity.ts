// A park (园) of the zone: where an application is taken in and, unless it is window-only, decided.
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { type ParkView } from '#contracts/registry.dto';
import { type Standing, type Texts } from './texts';

/** A row of `registry.park`. */
@Entity({ name: 'park', comment: 'Parks of the pilot (试点园区), from seeds/parks.json.' })
@Check('park_standing', `standing IN ('verified', 'assumed') AND pilot IN ('verified', 'assumed')`)
export class Park {
  @PrimaryColumn('text')
  code: string;

  @Column('jsonb')
  name: Texts;

  @Column('boolean', { name: 'window_only' })
  windowOnly: boolean;

  @Column('text')
  pilot: Standing;

  @Column('smallint')
  place: number;

  @Column('text')
  source: string;

  @Column('text')
  standing: Standing;
}

/** A park as the public sees it. */
export function toParkView(park: Park): ParkView {
  return { code: park.code, name: park.name, windowOnly: park.windowOnly, pilot: park.pilot, source: park.source };
}
