// One word for one thing: the glossary and the code say the same, in both languages.
import { RULE_NAMES } from '#rules/equity';
import { ENTERPRISE_KINDS, ENTERPRISE_SIZES, PERSON_ROLES, PLAN_MODES } from '#rules/equity-plan';
import { LIFECYCLE, phaseOf, type Status } from '#rules/lifecycle';
import { codeSpans, filesBelow, isSource, isSpec, tableRows, textOf } from './tree';

const rows = tableRows(textOf('docs/glossary.md'));
const words = rows.map(([code]) => codeSpans(code!)[0]!);
const sources = ['apps', 'libs']
  .flatMap((folder) => filesBelow(folder, (path) => isSource(path) && !isSpec(path)))
  .map(textOf)
  .join('\n');
const STATUSES = [...new Set(LIFECYCLE.flatMap(({ from }) => from))].filter((status) => status !== 'NONE');

it('every status, act and event has its row', () => {
  const finals = ['GRANTED', 'RECORDED', 'REFUSED', 'NOT_ACCEPTED', 'WITHDRAWN', 'REVOKED'] as Status[];
  for (const status of [...STATUSES, ...finals]) {
    expect(words).toContain(status);
    expect(words).toContain(phaseOf(status));
  }
  for (const { act, event } of LIFECYCLE) {
    const row = rows.find(([code]) => code === `\`${act}\``);
    expect(row?.[2]).toBe(`\`${event}\``);
  }
});

it('every word and rule of an incentive plan has its row', () => {
  for (const word of [...ENTERPRISE_KINDS, ...ENTERPRISE_SIZES, ...PLAN_MODES, ...PERSON_ROLES, ...RULE_NAMES])
    expect(words).toContain(word);
});

it.each(rows.map(([code, zh]) => [codeSpans(code!)[0]!, zh!]))(
  '%s %s stands in the code, and has a Chinese term',
  (word, zh) => {
    expect(sources).toMatch(new RegExp(`(?<![A-Za-z_])${word}(?![A-Za-z_])`));
    expect(zh).toMatch(/^[\p{Script=Han}、]+$/u);
  },
);

it('no word stands twice, and no Chinese term names two things', () => {
  for (const list of [words, rows.map(([, zh]) => zh)]) {
    expect(list.filter((word, i) => list.indexOf(word) !== i)).toEqual([]);
  }
});
