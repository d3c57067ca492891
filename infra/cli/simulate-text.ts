// What `yuanban simulate` says to people: both ways beside each other, and what was assumed of those who never acted so.
import { type Mark, type Side, type Simulated } from '#rules/simulate';
import { text, type Language, type Text } from './texts';

const SHOWN = 20;

const COUNTS: readonly [keyof Side, Text][] = [
  ['yellowCards', text('黄牌', 'Yellow cards')],
  ['redCards', text('红牌', 'Red cards')],
  ['promiseMissed', text('超承诺期限', 'Promise missed')],
  ['statuteMissed', text('超法定期限', 'Statute missed')],
  ['deemedAccepted', text('视为受理', 'Deemed accepted')],
  ['agreedBySilence', text('默认同意的会审', 'Agreed by silence')],
  ['decided', text('已决定', 'Decided')],
  ['open', text('在办', 'Open')],
];
const MARK_NAMES: Readonly<Record<Mark, Text>> = {
  'yellow-card': text('黄牌', 'yellow card'),
  'red-card': text('红牌', 'red card'),
  'promise-missed': text('超承诺期限', 'promise missed'),
  'statute-missed': text('超法定期限', 'statute missed'),
};

/** What is taken for granted of people who never worked under the change. */
export const ASSUMPTIONS: readonly Text[] = [
  text(
    '每个人在原来的时刻做原来的事；没有机会做的，该行为不计',
    'People act as they did, at the same instants; an act for which there is no occasion falls away.',
  ),
  text(
    '会审和决定的环节提前或推后开始时，决定保留其自身的工作日数；会审意见只在环节推后至原时刻之后时才随之推后',
    'A decision keeps the working days that it took since it could be taken; an opinion moves only if it was given before it is now asked for, and keeps its working days too.',
  ),
  text(
    '新增的会审单位同意，用时取其以往会审用时的中位数，没有的取本事项全部会审的中位数，都没有的一直不答复',
    'A body that is newly asked agrees after the median of the working days that it took on other cases, else after that of all co-reviewers of the item; without either it never answers.',
  ),
  text(
    '没有申请表的办件，新的会审条件视为满足',
    'Where the form of a case is not known, a new condition for asking a body counts as met.',
  ),
  text('时间的行为全部按规则重新产生', 'All acts of time follow from the rules anew.'),
];

/** The report as lines. */
export function simulatedText(
  of: Simulated & { item: string; refused: Readonly<Record<string, number>> },
  language: Language,
): string[] {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const pair = (before: number | string, after: number | string) => `${before} → ${after}`;
  const marks = (all: readonly Mark[]) => all.map((mark) => MARK_NAMES[mark][language]).join(say('、', ', ')) || '-';
  const refused = Object.entries(of.refused).map(([code, times]) => `${code} ${times}`);
  const nothing = [say('没有可推演的办件', 'There is no case to try it on')];
  const body = [
    '',
    say('办件（原 → 改）', 'Cases (before → after)'),
    ...COUNTS.map(
      ([name, said]) => `  ${said[language]}: ${pair(of.before[name] as number, of.after[name] as number)}`,
    ),
    `  ${say('净用时均值（工作日）', 'Net working days, mean')}: ${pair(of.before.net?.mean ?? '-', of.after.net?.mean ?? '-')}`,
    `  ${say('净用时九成位（工作日）', 'Net working days, P90')}: ${pair(of.before.net?.p90 ?? '-', of.after.net?.p90 ?? '-')}`,
    '',
    say('各园区同时在办（日均，最高）', 'Open at once in each park (mean, peak)'),
    ...of.parks.map(({ park, before, after }) => {
      const [cases, steps] = (['cases', 'steps'] as const).map((kind) => {
        const [had, has] = [before[kind], after[kind]];
        return `${pair(had.mean, has.mean)}, ${pair(had.peak, has.peak)}`;
      });
      return `  ${park}: ${say('办件', 'cases')} ${cases}; ${say('环节', 'steps')} ${steps}`;
    }),
    '',
    say('各单位工作量（工作日）', 'Work of each body (working days)'),
    ...of.bodies.map(({ body: name, before, after }) => `  ${name}: ${pair(before, after)}`),
    '',
    `${say('结果不同的办件', 'Cases that differ')}: ${of.differing.length}`,
    ...of.differing.slice(0, SHOWN).map((one) => `  ${one.number}: ${pair(marks(one.before), marks(one.after))}`),
    ...(of.differing.length > SHOWN ? [say('  …… 全部见 --json', '  … all of them with --json')] : []),
    '',
    say('推演的假定', 'What is assumed'),
    ...ASSUMPTIONS.map((one) => `  ${one[language]}`),
    `  ${say('假定的意见', 'Opinions assumed')}: ${of.assumedOpinions}, ${say('不计的行为', 'acts fallen away')}: ${of.fallenActs}`,
  ];
  return [
    `${say('事项', 'Item')} ${of.item}, ${say('办件', 'cases')}: ${of.cases}`,
    ...(refused.length > 0 ? [`${say('不能采用的行', 'Lines that could not be taken')}: ${refused.join(', ')}`] : []),
    ...(of.cases === 0 ? nothing : body),
  ];
}
