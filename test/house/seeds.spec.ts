// Data says where it comes from: every row names its source, and whether anybody compared it with that.
import { filesBelow, jsonOf } from './tree';

interface Row {
  source?: unknown;
  standing?: unknown;
}
type Json = Record<string, unknown>;

const files = filesBelow('seeds', (path) => path.endsWith('.json'));

/** The rows of a seed file, and the parts of a row that rest on a source of their own. */
function rowsOf(path: string): [where: string, row: Row][] {
  const file = jsonOf<Json | Row[]>(path);
  if (Array.isArray(file)) return file.map((row, i) => [`/${i}`, row]);
  if (path.startsWith('seeds/calendars/')) {
    const { standing, source } = file as { standing: unknown; source: { document?: unknown; title?: unknown } };
    return [['', { standing, source: source.document && source.title }]];
  }
  if (path.startsWith('seeds/items/')) {
    const { limits, reviewers, escalation, certificate } = file as {
      limits: Record<string, Row>;
      reviewers: Row[];
      escalation: Row[];
      certificate: (Row & { validity: Row | null }) | null;
    };
    return [
      ['', file],
      // Lists among the limits name each of theirs; what an item does not have is null.
      ...Object.entries(limits).flatMap(([name, row]): [string, Row][] =>
        (Array.isArray(row) ? (row as Row[]) : row ? [row] : []).map((one, i) => [`/limits/${name}/${i}`, one]),
      ),
      ...reviewers.map((row, i): [string, Row] => [`/reviewers/${i}`, row]),
      ...escalation.map((row, i): [string, Row] => [`/escalation/${i}`, row]),
      ...(certificate ? [['/certificate', certificate] as [string, Row]] : []),
      ...(certificate?.validity ? [['/certificate/validity', certificate.validity] as [string, Row]] : []),
    ];
  }
  // The file is a row itself, and so is each of its parts.
  if (path.startsWith('seeds/bundles/'))
    return [['', file], ...(file['parts'] as Row[]).map((row, i): [string, Row] => [`/parts/${i}`, row])];
  const lists = Object.entries(file).filter((entry): entry is [string, Row[]] => Array.isArray(entry[1]));
  return lists.flatMap(([name, rows]) => rows.map((row, i): [string, Row] => [`/${name}/${i}`, row]));
}

it('there are seeds to look at', () => {
  expect(files).toContain('seeds/items/16.json');
  expect(files.length).toBeGreaterThan(20);
});

it.each(files)('every row of %s names its source and its standing', (path) => {
  const rows = rowsOf(path);
  expect(rows.length).toBeGreaterThan(0);
  const known = path.startsWith('seeds/calendars/') ? ['published', 'assumed', 'provisional'] : ['verified', 'assumed'];
  const bare = rows.filter(
    ([, { source, standing }]) =>
      typeof source !== 'string' || source.trim().length < 4 || !known.includes(standing as string),
  );
  expect(bare.map(([where]) => where)).toEqual([]);
});

it('invented rows say so', () => {
  const { people } = jsonOf<{ people: { demo: boolean; source: string; standing: string }[] }>('seeds/people.json');
  for (const { demo, source, standing } of people) {
    expect({ demo, standing }).toEqual({ demo: true, standing: 'assumed' });
    expect(source).toMatch(/^Invented/);
  }
});
