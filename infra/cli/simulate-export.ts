// The past in an export's file for `yuanban simulate --from`: lines judged as an import judges them, by the items, delegations and
// calendars that are shipped. Read twice, so that nothing of it need stay in memory.
import { createReadStream } from 'node:fs';
import { isErrorCode } from '#platform/failure';
import { Paces } from '#rules/pace';
import { lifeOf } from '#rules/past-life';
import { matterOf, type PastFile } from '#rules/simulate';
import { UNDECIDED_ACTS } from '#rules/turnaround';
import { compileCalendar, dayOf } from '#rules/workday';
import { Rulebook } from '../../apps/cases/src/case/rulebook';
import { type Books } from '../../apps/cases/src/past/books';
import { judge, type JudgedCase } from '../../apps/cases/src/past/judge';
import { linesOf } from '../../apps/cases/src/past/lines';
import { toDefinition } from '../../apps/registry/src/seeding/seed';
import { type Seeds } from '../../apps/registry/src/seeding/seed-files';
import { BadInput } from './bad-input';
import { type Past } from './simulate-past';
import { text } from './texts';

/** Reads an export (JSON lines, or CSV by its ending). @throws BadInput for a file that cannot be read or whose columns are unknown */
export async function pastIn(file: string, item: string, seeds: Seeds): Promise<Past> {
  const books = booksOf(seeds);
  const { calendar } = books;
  const until = Date.now();
  const rulebook = new Rulebook();
  const paces = new Paces(calendar);
  const resubmitting = new Set<string>();
  let [expected, refused]: [number, Record<string, number>] = [0, {}];
  const all = async function* () {
    refused = {};
    for await (const one of judged(file, books, rulebook, until)) {
      if (typeof one !== 'string') yield one;
      else refused[one] = (refused[one] ?? 0) + 1;
    }
  };
  for await (const one of all()) {
    const isOfItem = one.item === item;
    for (const { act, at, event } of one.lived) {
      const step = one.state.steps.find(({ kind, body, endedAt }) => {
        return act === 'opinion' && kind === 'REVIEW' && body === event.data.body && endedAt === at;
      });
      if (step) paces.add(step.body, dayOf(step.openedAt), dayOf(at), isOfItem);
    }
    if (!isOfItem) continue;
    expected++;
    const { applicant, park } = one.state.parties;
    if (one.lived.some(({ act }) => UNDECIDED_ACTS.includes(act))) resubmitting.add(matterOf({ applicant, park }));
  }
  return {
    calendar,
    until,
    expected,
    resubmitting,
    paces: () => Promise.resolve(paces),
    refused: () => refused,
    files: async function* () {
      for await (const one of all()) if (one.item === item) yield fileOf(one, rulebook);
    },
  };
}

/** Each line as a case, or the code by which it is refused. */
async function* judged(
  file: string,
  books: Books,
  rulebook: Rulebook,
  now: number,
): AsyncGenerator<JudgedCase | string> {
  const type = file.endsWith('.csv') ? 'text/csv' : 'application/x-ndjson';
  try {
    for await (const line of linesOf((start) => createReadStream(file, { start }), type, { line: 0, byte: 0 })) {
      try {
        if ('fault' in line) throw line.fault;
        yield judge(line.past, books, rulebook, now);
      } catch (error) {
        yield codeOf(error, isErrorCode);
      }
    }
  } catch (error) {
    const code = codeOf(error, (one) => typeof one === 'string');
    throw new BadInput(text(`${file} 不是导出的办件（${code}）`, `${file} is no export (${code})`), 'from');
  }
}

/** The code of an expected error; any other is thrown on. */
function codeOf(error: unknown, isExpected: (code: unknown) => boolean): string {
  const { code } = error as { code?: unknown };
  if (isExpected(code)) return code as string;
  throw error;
}

function fileOf({ ref, definition, lived, forms }: JudgedCase, rulebook: Rulebook): PastFile {
  const events = lived.map(({ at, event }) => ({ type: event.type, at, actor: 'import', data: event.data }));
  const fits = lived.flatMap(({ act }, i) => {
    if (act !== 'file' && act !== 'supplement') return [];
    const form = forms.find((one) => one.act === i)?.form;
    return [form ? (schema: object) => rulebook.fits(schema, form) : null];
  });
  return { life: lifeOf(ref, events), definition, forms: fits };
}

const latestFirst = (a: { from: string; version?: string }, b: { from: string; version?: string }) =>
  a.from === b.from ? ((a.version ?? '') < (b.version ?? '') ? 1 : -1) : a.from < b.from ? 1 : -1;

/** The lists that are shipped, as an importer reads them from the registry. */
function booksOf({ items, delegations, parks, departments, calendars }: Seeds): Books {
  const versions = items.map(({ item }) => {
    const { code, version, from, form } = item;
    return { code, version, from, definition: toDefinition(item), form };
  });
  return {
    versions: versions.sort(latestFirst),
    delegations: [...delegations].sort(latestFirst),
    parks: parks.map(({ code }) => code),
    bodies: departments.map(({ code, kind }) => (kind === 'COMMISSION' ? 'commission' : `dept:${code}`)),
    calendar: compileCalendar(calendars),
    calendarRev: 0,
  };
}
