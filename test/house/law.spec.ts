// docs/law.md says what the rules do.
import { lawPage, lawRows } from '../../infra/cli/law-page';
import { textOf } from './tree';

it('docs/law.md is what `yuanban law` prints of the rules of today', () => {
  expect(textOf('docs/law.md')).toBe(lawPage(textOf('docs/glossary.md')));
});

it('no act of people is without somebody who may do it', () => {
  expect(
    lawRows()
      .person.filter(({ who }) => who.length === 0)
      .map(({ act }) => act),
  ).toEqual([]);
});

it('a word without a term in the glossary is told, not passed over', () => {
  const glossary = textOf('docs/glossary.md').replace(/^\| `decide`.*\n/m, '');
  expect(() => lawPage(glossary)).toThrow('docs/glossary.md has no row for decide');
});
