// Codes are a promise to scripts: each that is thrown stands in a table, and each of the table can come.
import { ERRORS } from '#contracts/errors';
import { REFUSALS } from '../../infra/cli/texts';
import { filesBelow, isSource, isSpec, textOf } from './tree';

/** Codes of the command line's contract: they name what is wrong in a document given to it, and never cross HTTP. */
const COMMAND_LINE = Object.keys(REFUSALS);
const ANYWHERE = /new (?:Failure|Refusal)\(\s*'([A-Z][A-Z_]+)'/g;
const IN_RULES = /(?:new Refusal|\brefusal|\bfault)\(\s*(?:[^'()]*,\s*|'\w*',\s*)?'([A-Z][A-Z_]+)'/g;
const files = ['apps', 'libs', 'infra'].flatMap((folder) =>
  filesBelow(folder, (path) => isSource(path) && !isSpec(path)),
);
const outside = files
  .filter((path) => path !== 'libs/contracts/errors.ts' && path !== 'infra/cli/texts.ts')
  .map(textOf)
  .join('\n');
// `fault` is a finding of a rule; elsewhere a function of that name gives the codes of single fields.
const thrown = (path: string) =>
  [...textOf(path).matchAll(path.startsWith('libs/rules/') ? IN_RULES : ANYWHERE)].map(([, code]) => code!);

it('every code that is thrown stands in a table', () => {
  const found = files.flatMap((path) => thrown(path).map((code) => [code, path] as const));
  expect(found.length).toBeGreaterThan(30);
  expect(found.filter(([code]) => !(code in ERRORS) && !COMMAND_LINE.includes(code))).toEqual([]);
});

it('every code of the tables is used', () => {
  expect([...Object.keys(ERRORS), ...COMMAND_LINE].filter((code) => !new RegExp(`'${code}'`).test(outside))).toEqual(
    [],
  );
});

it.each(Object.entries(ERRORS))('%s has the status of a refusal', (_, { status }) => {
  expect(status).toBeGreaterThanOrEqual(400);
});

it.each(Object.entries({ ...ERRORS, ...REFUSALS }))('%s speaks both languages', (_, { zh, en }) => {
  expect(zh).toMatch(/\p{Script=Han}/u);
  expect(en).toMatch(/^([A-Z]|\{\w+\})[^\p{Script=Han}]+$/u);
  const params = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
  expect(params(en)).toEqual(params(zh));
});
