// The words of each written instrument, Chinese first: what the law demands it to say. English explains; texts of people stand once, in
// the Chinese part.
import { type InstrumentKind, type Statement, type Wording } from './facts';
import { EXAMINATION } from './words/examination';
import { INTAKE } from './words/intake';
import { LICENCE } from './words/licence';
import { OUTCOME } from './words/outcome';
import { PROMISE } from './words/promise';
import { enDate, field, type Spoken, type SpokenOf, text, zhDate } from './words/parts';

const SPOKEN: SpokenOf<InstrumentKind> = { ...INTAKE, ...EXAMINATION, ...OUTCOME, ...LICENCE, ...PROMISE };

/** The words of an instrument in both languages. */
export function wordingOf(content: Statement): { zh: Wording; en: Wording } {
  const spoken = (SPOKEN[content.kind] as (content: Statement) => Spoken)(content);
  const { addressee, basis, issuer, inNameOf, mode, issuedOn, case: number } = content;
  const isOther = issuer.body !== inNameOf.body;
  const [zhMaker, enMaker] =
    mode === 'WINDOW_ONLY'
      ? ['收件窗口：', 'Received by the window of: ']
      : ['受委托办理单位：', 'Made out under entrustment by: '];
  const zhTail = [
    field('依据：', basis.map(({ zh }) => zh).join('；')),
    ...(isOther ? [field(zhMaker, issuer.zh)] : []),
    field('办件编号：', number),
  ];
  const enTail = [
    field('Basis: ', basis.map(({ en }) => en).join('; ')),
    ...(isOther ? [field(enMaker, issuer.en)] : []),
    text(`Case ${number}. The Chinese text prevails.`),
  ];
  return {
    zh: {
      title: spoken.zh.title,
      addressee: `${addressee.name}：`,
      blocks: [...spoken.zh.blocks, ...zhTail],
      date: zhDate(issuedOn),
    },
    en: {
      title: spoken.en.title,
      addressee: `To ${addressee.nameEn ?? addressee.name}`,
      blocks: [...spoken.en.blocks, ...enTail],
      date: enDate(issuedOn),
    },
  };
}
