// Entry run by the launcher as the database's owner: brings the schema `cases` up to date.
import { setting } from '#platform/config';
import { migrate } from '#platform/migrate';
import { Spine1763700000101 } from './migrations/1-spine';
import { Corrections1763700000102 } from './migrations/2-corrections';
import { Instruments1763700000103 } from './migrations/3-instruments';
import { Written1763700000104 } from './migrations/4-written';
import { Imports1763700000105 } from './migrations/5-imports';
import { Procedures1763700000106 } from './migrations/6-procedures';
import { Recalendar1763700000401 } from './migrations/8-recalendar';
import { Similar1763700000402 } from './migrations/9-similar';
import { Licence1763700001201 } from './migrations/12-licence';
import { Reconsideration1763700001301 } from './migrations/13-reconsideration';
import { Assignment1763700001401 } from './migrations/14-assignment';
import { Promise1763700001501 } from './migrations/15-promise';
import { Bundles1763700001601 } from './migrations/16-bundles';
import { TurnedAway1763700001701 } from './migrations/17-turned-away';
import { Publicity1763700001801 } from './migrations/18-publicity';
import { Visible1763700001901 } from './migrations/19-visible';
import { Lists1763700002001 } from './migrations/20-lists';
import { SeenOnce1763700002101 } from './migrations/21-seen-once';
import { Titles1763700002201 } from './migrations/22-titles';
import { Specimens1763700002301 } from './migrations/23-specimens';

/** Runs the migrations of `cases`; the registry's must have run before, since cases joins its views. */
export function migrateCases(databaseUrl: string): Promise<string[]> {
  return migrate({
    url: databaseUrl,
    schema: 'cases',
    migrations: [
      Spine1763700000101,
      Corrections1763700000102,
      Instruments1763700000103,
      Written1763700000104,
      Imports1763700000105,
      Procedures1763700000106,
      Recalendar1763700000401,
      Similar1763700000402,
      Licence1763700001201,
      Reconsideration1763700001301,
      Assignment1763700001401,
      Promise1763700001501,
      Bundles1763700001601,
      TurnedAway1763700001701,
      Publicity1763700001801,
      Visible1763700001901,
      Lists1763700002001,
      SeenOnce1763700002101,
      Titles1763700002201,
      Specimens1763700002301,
    ],
  });
}

if (require.main === module) {
  migrateCases(setting('DATABASE_URL')).then(
    (ran) => process.stdout.write(`cases: ${ran.length} migrations\n`),
    (error: unknown) => {
      process.stderr.write(`cases: migration failed: ${String(error)}\n`);
      process.exitCode = 1;
    },
  );
}
