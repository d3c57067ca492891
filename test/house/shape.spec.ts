// The house keeps its shape: small files, plain folders, nothing forgotten, nothing that only one machine knows.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { filesBelow, isSource, isSpec, jsonOf, ROOT, textOf } from './tree';

const ours = ['apps', 'libs', 'infra', 'test'].flatMap((folder) => filesBelow(folder, isSource));
const all = filesBelow('.', (path) => !/\.(png|jpg|ico|woff2|gz|bin)$/.test(path));
const PLACES = ['root', 'work', 'home'];

describe('files', () => {
  it('of apps and libs have at most 400 lines', () => {
    const long = ours.filter((path) => /^(apps|libs)\//.test(path) && textOf(path).split('\n').length > 401);
    expect(long).toEqual([]);
  });

  it('lie in folders that are named after what they do', () => {
    expect(ours.filter((path) => /\/(utils?|commons?|shared|helpers?|misc)\//.test(path))).toEqual([]);
  });

  it('are no barrels', () => {
    expect(ours.filter((path) => /^index\./.test(basename(path)))).toEqual([]);
    expect(ours.filter((path) => /^export \* from/m.test(textOf(path)))).toEqual([]);
  });

  it('are named in lower case with hyphens', () => {
    expect(ours.filter((path) => /^(apps|libs)\//.test(path) && !/^[a-z0-9.-]+$/.test(basename(path)))).toEqual([]);
  });
});

describe('tests', () => {
  it('are run or deleted: none is skipped, alone or still to be written', () => {
    const lonely = /\b(?:describe|it|test)\.(?:skip|only|todo|failing)\b|\b(?:xit|xtest|xdescribe|fit|fdescribe)\(/;
    expect(ours.filter((path) => isSpec(path) && lonely.test(textOf(path)))).toEqual([]);
  });
});

describe('the package', () => {
  it('has the program that it offers as its command', () => {
    const { bin } = jsonOf<{ bin: Record<string, string> }>('package.json');
    expect(Object.values(bin).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('has every file that its scripts start', () => {
    const { scripts } = jsonOf<{ scripts: Record<string, string> }>('package.json');
    const named = Object.values(scripts).flatMap((script) => script.match(/\b(?:infra|test)\/[\w/.-]+/g) ?? []);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

it('nothing names a place on one machine', () => {
  // Put together here, so that this file does not name one either.
  const place = new RegExp(`(?<![\\w.$}-])/(${PLACES.join('|')})/`);
  expect(all.filter((path) => place.test(textOf(path)))).toEqual([]);
});

describe('migrations', () => {
  it.each(filesBelow('apps', (path) => /\/migrations\/[^/]+\.ts$/.test(path) && !isSpec(path)))(
    '%s is run by its app',
    (path) => {
      const migrate = textOf(path.replace(/migrations\/.*$/, 'migrate.ts'));
      const name = /export class (\w+) implements MigrationInterface/.exec(textOf(path))?.[1];
      expect(name).toBeDefined();
      expect(migrate).toContain(`from './migrations/${basename(path, '.ts')}'`);
      expect(migrate.replace(/^import .*$/gm, '')).toContain(name);
    },
  );

  it.each(filesBelow('libs/platform/migrations', (path) => !isSpec(path)))(
    '%s is run by the registry, which is first',
    (path) => {
      const name = /export class (\w+) implements MigrationInterface/.exec(textOf(path))![1]!;
      expect(textOf('apps/registry/src/migrate.ts').replace(/^import .*$/gm, '')).toContain(name);
    },
  );
});

describe('what one app reads of another in Postgres', () => {
  const VIEWS = [
    'body',
    'bundle',
    'calendar',
    'calendar_revision',
    'delegation',
    'enterprise',
    'item',
    'item_form',
    'item_version',
    'mandate',
    'officer',
    'park',
  ];
  const cases = filesBelow('apps/cases/src', (path) => isSource(path) && !isSpec(path))
    .map(textOf)
    .join('\n');
  const named = (schema: string) => [
    ...new Set([...cases.matchAll(new RegExp(`\\b${schema}\\.([a-z_]+)`, 'g'))].map(([, name]) => name!)),
  ];

  it('is the views of the registry, and no table', () => {
    expect(named('registry_api').sort()).toEqual(VIEWS);
    const sql = cases.replace(/'registry\.[a-z.-]+'/g, ''); // NATS subjects
    expect(sql).not.toMatch(/\b(?:FROM|JOIN|INTO|UPDATE)\s+registry\./i);
  });

  it('and of the ground its functions and the offset of business time', () => {
    expect(named('platform').sort()).toEqual(['business_now', 'business_time', 'context', 'move_time']);
    expect(cases).not.toMatch(/\bjournal\.entry\b/);
  });

  it('the views exist and nothing else does', () => {
    const api = filesBelow('apps/registry/src/migrations', isSource).map(textOf).join('\n');
    expect([...api.matchAll(/CREATE VIEW registry_api\.(\w+)/g)].map(([, name]) => name).sort()).toEqual(VIEWS);
  });

  it('no other app reads a table of cases', () => {
    const others = ['apps/gateway/src', 'apps/oversight/src', 'apps/desk/src', 'apps/registry/src'].flatMap((folder) =>
      filesBelow(folder, (path) => isSource(path) && !isSpec(path)),
    );
    expect(others.filter((path) => /\b(?:FROM|JOIN|INTO|UPDATE)\s+cases\./.test(textOf(path)))).toEqual([]);
  });
});
