// The law stands in the tests: each article that the transition table rests on has a test that is named by it.
import { LIFECYCLE } from '#rules/lifecycle';
import { filesBelow, isSpec, textOf } from './tree';

const titles = filesBelow('libs/rules', isSpec)
  .flatMap((path) => [...textOf(path).matchAll(/(?:describe|it)\((['"`])(.+?)\1|^ {4}\[(')(.+?)'/gm)])
  .map((match) => match[2] ?? match[4]!);

/** `行政许可法 32(1)` and `行政许可法 26, 38` as a law with its articles; a document without articles stands for itself. */
const articlesOf = (text: string) =>
  text.split('; ').flatMap((one) => {
    const [law, ...numbers] = one.split(/[ ,]+/);
    const articles = numbers.map((number) => `第${chinese(parseInt(number, 10))}条`);
    return articles.length === 0 ? [[law!]] : articles.map((article) => [law!, article]);
  });

const DIGITS = '零一二三四五六七八九';
/** A number below a hundred as laws write it: 二十, 三十二, 五. */
function chinese(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? DIGITS[ones] : ''}`;
}

/** What no article says is a rule of the item. */
const IN_LAW = LIFECYCLE.filter(({ article }) => !article.startsWith('事项规定'));
const ARTICLES = [...new Set(IN_LAW.flatMap(({ article }) => articlesOf(article).map((one) => one.join(' '))))];

it('articles are read as laws number them', () => {
  expect(articlesOf('行政许可法 32(1)')).toEqual([['行政许可法', '第三十二条']]);
  expect(articlesOf('行政复议法 20; 行政许可法 7').map((one) => one[1])).toEqual(['第二十条', '第七条']);
  expect(articlesOf('财资〔2016〕4号')).toEqual([['财资〔2016〕4号']]);
  expect(ARTICLES.length).toBeGreaterThan(25);
});

it.each(ARTICLES)('%s has a test that is named by it', (article) => {
  const [law, number] = article.split(' ');
  expect(titles.filter((title) => title.includes(law!) && title.includes(number ?? law!))).not.toEqual([]);
});
