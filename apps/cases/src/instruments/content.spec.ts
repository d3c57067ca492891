import { FACTS, KINDS, OWN, sample } from '../../../../test/instruments';
import { canonicalContent, textsOf } from './content';
import { type InstrumentContent, type OwnFacts } from './facts';
import { enDate, zhDate } from './words/parts';

const words = (content: InstrumentContent, language: 'zh' | 'en') => JSON.stringify(content.wording[language]);

describe.each(KINDS)('%s', (kind) => {
  const content = sample(kind);

  it('is plain JSON and canonical: read back from anywhere it has the same bytes', () => {
    const back = JSON.parse(JSON.stringify(content)) as InstrumentContent;
    const shuffled = Object.fromEntries(Object.entries(back).reverse()) as unknown as InstrumentContent;
    expect(back).toEqual(content);
    expect(canonicalContent(shuffled)).toBe(canonicalContent(content));
  });

  it('names in both languages the item, the day, the law it rests on and the case', () => {
    expect(words(content, 'zh')).toMatch(/建筑工程施工许可/);
    expect(words(content, 'zh')).toMatch(/2026年11月5日.*|建筑法》第八条/);
    expect(content.wording.zh.date).toBe('2026年11月5日');
    expect(content.wording.en.date).toBe('5 November 2026');
    expect(words(content, 'zh')).toContain('《中华人民共和国建筑法》第八条');
    expect(words(content, 'en')).toContain('Construction Law, article 8');
    expect(content.basis.length).toBe(2);
    for (const language of ['zh', 'en'] as const) expect(words(content, language)).toContain(FACTS.case);
    expect(words(content, 'en')).not.toMatch(/undefined|null|NaN/);
    expect(words(content, 'zh')).not.toMatch(/undefined|null|NaN/);
  });

  it('says who made it out under entrustment (行政许可法 24), and no such thing of a body acting for itself (23)', () => {
    expect(words(content, 'zh')).toContain('受委托办理单位');
    const own = sample(kind, { inNameOf: FACTS.issuer });
    expect(words(own, 'zh')).not.toContain('委托');
  });
});

it('English shows no Chinese but what people and registers gave', () => {
  for (const kind of KINDS.filter((other) => other !== 'certificate')) {
    expect(words(sample(kind), 'en')).not.toMatch(/\p{Script=Han}/u);
  }
});

it('a receipt lists what was received and says when silence means acceptance (行政许可法 32)', () => {
  const zh = words(sample('receipt'), 'zh');
  for (const material of OWN.receipt.materials) expect(zh).toContain(material);
  expect(zh).toContain('共3项');
  expect(zh).toContain('最迟于2026年11月10日告知；逾期不告知的，自收到申请材料之日起即为受理');
});

it('an acceptance tells the dates, and a deemed one why it is accepted', () => {
  expect(words(sample('acceptance-notice'), 'zh')).toMatch(
    /予以受理.*应办结日.*2026年11月9日.*法定时限.*2026年11月10日/,
  );
  const deemed = sample('acceptance-notice', {}, { ...OWN['acceptance-notice'], deemed: true, statutoryDue: null });
  expect(words(deemed, 'zh')).toContain('窗口未在五个工作日内告知');
  expect(words(deemed, 'zh')).not.toContain('法定时限');
});

it('a special procedure is named with its days, its grounds and what becomes of the limit (行政许可法 45)', () => {
  const zh = words(sample('special-notice'), 'zh');
  expect(zh).toMatch(/需要进行鉴定，预计需要20个工作日.*不计算在审查期限内.*由第三方机构评估/);
  expect(words(sample('special-notice'), 'en')).toMatch(/an appraisal, which is to take 20 working days/);
});

it('a revocation has reasons, the grant that it takes back, and the body to appeal to', () => {
  const zh = words(sample('revocation-decision'), 'zh');
  expect(zh).toMatch(/2026年11月5日决定准予.*予以撤销.*欺骗手段.*六十日内向上海市人民政府申请行政复议/);
});

it('a grant on a promise says what it rests on, by when that is checked, and what follows if it does not hold', () => {
  const onPromise = { givenOn: '2026-11-04', checkBy: { on: '2027-01-05', provisional: false } };
  const content = sample('written-decision', {}, { outcome: 'GRANT', reasons: null, onPromise });
  expect(words(content, 'zh')).toMatch(
    /2026年11月4日书面承诺.*告知承诺方式.*2027年1月5日以前（含当日）核查.*责令限期整改.*撤销并记入信用记录.*决定准予/,
  );
  expect(words(content, 'en')).toMatch(/promised in writing on 4 November 2026.*checked by 5 January 2027.*is granted/);
  const usual = sample('written-decision', {}, { outcome: 'GRANT', reasons: null });
  expect(words(usual, 'zh')).toContain('经审查符合法定条件、标准');
});

it('an order to fix says what was found, what is wanted, by when, and what follows otherwise', () => {
  expect(words(sample('fix-order'), 'zh')).toMatch(
    /责令限期整改.*三米五.*拓宽消防车道.*2027年1月18日（暂定.*）以前（含当日）完成并报告.*撤销行政许可.*信用记录.*六十日内/,
  );
});

it('a revocation for a broken promise names the order that was not followed and the credit record', () => {
  const own = { ...OWN['revocation-decision'], fixOrderedOn: '2026-12-01' };
  const zh = words(sample('revocation-decision', {}, own), 'zh');
  expect(zh).toMatch(/2026年12月1日责令限期整改，期满仍不符合.*记入信用记录/);
  expect(words(sample('revocation-decision'), 'zh')).not.toContain('承诺');
});

it('an extension during a special procedure names no date that nobody knows', () => {
  const own = { ...OWN['extension-notice'], dueBefore: null, dueAfter: null };
  expect(words(sample('extension-notice', {}, own), 'zh')).toMatch(/原期限.*特别程序结束后起算/);
});

it('a park that is a window only has received, and was entrusted with nothing', () => {
  const zh = words(sample('receipt', { mode: 'WINDOW_ONLY' }), 'zh');
  expect(zh).toContain('收件窗口：');
  expect(zh).not.toContain('委托');
});

it('a correction notice names everything at once', () => {
  const zh = words(sample('correction-notice'), 'zh');
  for (const { what, how } of OWN['correction-notice'].items)
    expect(zh).toContain(what === null ? `"${how}"` : `${what}：${how}`);
  expect(zh).toContain('一次告知');
});

it('an extension tells days, reason and the new date; a date of an unpublished year is called provisional', () => {
  const zh = words(sample('extension-notice'), 'zh');
  expect(zh).toContain('延长10个工作日');
  expect(zh).toContain('工程涉及地下空间，须进一步核实资料。');
  expect(zh).toContain('2027年1月15日（暂定');
  expect(words(sample('extension-notice', {}, { ...OWN['extension-notice'], days: 1, unit: 'day' }), 'en')).toContain(
    'by 1 day.',
  );
});

it('an extension names who approved it: the head of the body, or of the government where several handle it (行政许可法 42)', () => {
  const of = (approval: OwnFacts['extension-notice']['approval']) =>
    words(sample('extension-notice', {}, { ...OWN['extension-notice'], approval: approval! }), 'zh');
  expect(of({ by: '丙示范，本园区主任', joint: false })).toMatch(/经本机关负责人批准.*批准人.*丙示范，本园区主任/s);
  expect(of({ by: '丁示范，副市长', joint: true })).toMatch(/经本级人民政府负责人批准.*批准人.*丁示范，副市长/s);
  expect(of(undefined)).not.toContain('批准人');
});

it('the record of a hearing says what was said and who has confirmed it (行政许可法 48)', () => {
  const { record, confirmedBy } = OWN['hearing-record'];
  for (const said of [record, confirmedBy, '签字或者盖章'])
    expect(words(sample('hearing-record'), 'zh')).toContain(said);
});

it.each(['non-acceptance-notice', 'written-decision', 'correction-refusal'] as const)(
  '%s with a refusal gives reasons, and where to appeal in which time (行政许可法 38, 行政复议法 20, 行政诉讼法 46)',
  (kind) => {
    const content = sample(kind);
    const zh = words(content, 'zh');
    expect(zh).toContain((content.own as { reasons: string }).reasons.split('\n')[0]);
    expect(zh).toMatch(/六十日内向上海市人民政府申请行政复议.*六个月内依法向人民法院提起行政诉讼/);
    expect(words(content, 'en')).toMatch(/People's Government of Shanghai .*60 days.*six months/);
  },
);

it('a refusal also carries the remedies that the officer wrote; a grant appeals to nobody', () => {
  expect(words(sample('written-decision'), 'zh')).toContain('可以到本园区窗口领取复议申请书样本。');
  const grant = sample('written-decision', {}, { outcome: 'GRANT', reasons: null });
  expect(grant.wording.zh.title).toBe('准予行政许可决定书');
  expect(words(grant, 'zh')).not.toMatch(/复议|理由/);
});

it('a certificate tells holder, what is granted and how long', () => {
  const zh = words(sample('certificate'), 'zh');
  expect(zh).toContain('91310115DEM000014Q');
  expect(zh).toContain('8650.5 m²');
  expect(zh).toContain('自2026年11月5日起长期有效');
  expect(words(sample('certificate', {}, { ...OWN.certificate, validTo: '2029-01-01' }), 'zh')).toContain(
    '至2029年1月1日',
  );
});

it('what people wrote is taken over as it is', () => {
  const reasons = ' 第一行\n\t第二行 *粗* #x <b> "引" \\ ';
  const content = sample('written-decision', {}, { ...OWN['written-decision'], reasons });
  expect(content.wording.zh.blocks).toContainEqual({ type: 'field', label: '理由：', text: reasons });
  expect(textsOf(content)).toContain(reasons);
});

it('dates are written as people write them', () => {
  expect([zhDate('2026-01-09'), enDate('2026-12-31')]).toEqual(['2026年1月9日', '31 December 2026']);
});
