// The content of a written instrument as plain canonical JSON: facts as given and the words that follow from them. The words are
// part of what is sealed, so that a later layout can never make an old instrument say something else. 行政许可法 32, 38, 39, 42, 45, 69.
import canonicalize from 'canonicalize';
import {
  type Basis,
  type Block,
  type CommonFacts,
  type InstrumentContent,
  type InstrumentKind,
  type OwnFacts,
  type Statement,
} from './facts';
import { wordingOf } from './wording';

const law = (zh: string, en: string): Basis => ({
  zh: `《中华人民共和国行政许可法》${zh}`,
  en: `Administrative Licensing Law, ${en}`,
});
const BASIS: Readonly<Record<InstrumentKind, Basis>> = {
  receipt: {
    zh: '《上海市优化营商环境条例》第二十四条、第二十五条',
    en: 'Regulations of Shanghai on the Business Environment, articles 24 and 25',
  },
  'acceptance-notice': law('第三十二条', 'article 32'),
  'not-required-notice': law('第三十二条第一款第（一）项', 'article 32, paragraph 1 (1)'),
  'no-jurisdiction-notice': law('第三十二条第一款第（二）项', 'article 32, paragraph 1 (2)'),
  'non-acceptance-notice': law('第三十二条', 'article 32'),
  'correction-notice': law('第三十二条第一款第（四）项', 'article 32, paragraph 1 (4)'),
  'extension-notice': law('第四十二条', 'article 42'),
  'special-notice': law('第四十五条', 'article 45'),
  'interested-notice': law('第三十六条', 'article 36'),
  'hearing-right-notice': law('第四十六条、第四十七条', 'articles 46 and 47'),
  'hearing-notice': law('第四十八条', 'article 48'),
  'hearing-record': law('第四十八条', 'article 48'),
  'record-notice': {
    zh: '《企业投资项目核准和备案管理条例》第十三条',
    en: 'Regulations on the Approval and Record-filing of Enterprise Investment Projects, article 13',
  },
  'written-decision': law('第三十八条', 'article 38'),
  'renewal-decision': law('第五十条', 'article 50'),
  'correction-refusal': law('第三十八条、第三十九条', 'articles 38 and 39'),
  'recall-decision': law('第八条', 'article 8'),
  'cancellation-notice': law('第七十条', 'article 70'),
  'revocation-decision': law('第六十九条', 'article 69'),
  'fix-order': {
    zh: '《上海市优化营商环境条例》第二十七条',
    en: 'Regulations of Shanghai on the Business Environment, article 27',
  },
  certificate: law('第三十九条', 'article 39'),
};

/** The content of an instrument of one kind, from given facts and the number it takes. */
export function contentOf<K extends InstrumentKind>(
  kind: K,
  facts: CommonFacts,
  own: OwnFacts[K],
  { id, number, epoch }: Pick<InstrumentContent, 'id' | 'number' | 'epoch'>,
): InstrumentContent<K> {
  const basis = [BASIS[kind], ...facts.basis];
  const stated = { ...facts, basis, version: 1 as const, kind, id, number, epoch, own };
  return { ...stated, wording: wordingOf({ ...stated, kind, own } as Statement) };
}

/** The bytes that are hashed: RFC 8785. */
export function canonicalContent(content: InstrumentContent): string {
  return canonicalize(content)!;
}

/** All texts of a content, for whoever must look at every character of it. */
export function textsOf({ wording: { zh, en }, number, inNameOf }: InstrumentContent): string[] {
  const of = (block: Block) =>
    block.type === 'list' ? block.items : block.type === 'field' ? [block.label, block.text] : [block.text];
  const words = [zh, en].flatMap(({ title, addressee, date, blocks }) => [
    title,
    addressee,
    date,
    ...blocks.flatMap(of),
  ]);
  return [...words, number, inNameOf.zh, inNameOf.en];
}
