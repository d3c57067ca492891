// The words of each written instrument, Chinese first: what the law demands it to say (行政许可法 32, 38, 42, 45, 69; 行政复议法 20;
// 行政诉讼法 46). English explains; texts of people stand once, in the Chinese part.
import { type StopReason, type Unit } from '#rules/clock';
import { type CivilDate } from '#rules/workday';
import {
  type Appeal,
  type Block,
  type DueDate,
  type InstrumentKind,
  type Names,
  type Statement,
  type Wording,
} from './facts';

type Words = Pick<Wording, 'title' | 'blocks'>;
type Spoken = { zh: Words; en: Words };

const text = (words: string): Block => ({ type: 'text', text: words });
const field = (label: string, words: string): Block => ({ type: 'field', label, text: words });
const list = (items: string[]): Block => ({ type: 'list', items });

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** 2026-11-03 as 2026年11月3日. */
export function zhDate(on: CivilDate): string {
  const [year, month, day] = on.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** 2026-11-03 as 3 November 2026. */
export function enDate(on: CivilDate): string {
  const [year, month, day] = on.split('-').map(Number);
  return `${day} ${MONTHS[month! - 1]} ${year}`;
}

const zhDue = ({ on, provisional }: DueDate) =>
  `${zhDate(on)}${provisional ? '（暂定，以国务院公布的节假日安排为准）' : ''}`;
const enDue = ({ on, provisional }: DueDate) =>
  `${enDate(on)}${provisional ? ' (provisional until the holidays of that year are published)' : ''}`;

const UNITS: Readonly<Record<Unit, Names>> = {
  workday: { zh: '个工作日', en: 'working day' },
  day: { zh: '日', en: 'day' },
  month: { zh: '个月', en: 'month' },
  year: { zh: '年', en: 'year' },
};
const enCount = (value: number, unit: Unit) => `${value} ${UNITS[unit].en}${value === 1 ? '' : 's'}`;

const PROCEDURES: Readonly<Record<StopReason, Names>> = {
  hearing: { zh: '听证', en: 'a hearing' },
  tender: { zh: '招标', en: 'a tender' },
  auction: { zh: '拍卖', en: 'an auction' },
  inspection: { zh: '检验', en: 'an inspection' },
  test: { zh: '检测', en: 'a test' },
  quarantine: { zh: '检疫', en: 'a quarantine' },
  appraisal: { zh: '鉴定', en: 'an appraisal' },
  'expert-review': { zh: '专家评审', en: 'an expert review' },
};

const zhRemedy = ({ appealTo }: Appeal) =>
  text(
    `如不服本决定，可以自收到本文书之日起六十日内向${appealTo.zh}申请行政复议（《中华人民共和国行政复议法》第二十条），` +
      `也可以自收到本文书之日起六个月内依法向人民法院提起行政诉讼（《中华人民共和国行政诉讼法》第四十六条）。`,
  );
const enRemedy = ({ appealTo }: Appeal) =>
  text(
    `Against this you may apply to ${appealTo.en} for administrative reconsideration within 60 days of receiving it ` +
      `(Administrative Reconsideration Law, article 20), or sue in a people's court within six months ` +
      `(Administrative Litigation Law, article 46).`,
  );
const ABOVE = 'As stated in the Chinese text above.';

/** "你单位于……提出的……申请" and its English, with which most instruments begin. */
function application({ receivedOn, item, park }: Statement) {
  return {
    zh: `你单位于${zhDate(receivedOn)}在${park.zh}提出的“${item.zh}”申请`,
    en: `your application of ${enDate(receivedOn)} at ${park.en} for "${item.en}"`,
  };
}

const SPOKEN: { readonly [K in InstrumentKind]: (content: Statement<K>) => Spoken } = {
  receipt: (content) => {
    const { zh, en } = application(content);
    const { materials, acceptanceDue } = content.own;
    return {
      zh: {
        title: '收件凭证',
        blocks: [
          text(`${zh}材料已收到，共${materials.length}项：`),
          list(materials),
          text(`是否受理，最迟于${zhDue(acceptanceDue)}告知；逾期不告知的，自收到申请材料之日起即为受理。`),
        ],
      },
      en: {
        title: 'Receipt',
        blocks: [
          text(`We have received ${en}, with ${materials.length} documents as listed above.`),
          text(
            `Whether it is accepted is told by ${enDue(acceptanceDue)} at the latest; ` +
              `without an answer it counts as accepted from the day of receipt.`,
          ),
        ],
      },
    };
  },
  'acceptance-notice': (content) => {
    const { zh, en } = application(content);
    const { acceptedOn, deemed, due, statutoryDue } = content.own;
    return {
      zh: {
        title: '受理通知书',
        blocks: [
          text(
            deemed
              ? `${zh}，窗口未在五个工作日内告知，依法自${zhDate(acceptedOn)}收到申请材料之日起即为受理。`
              : `${zh}，经审查申请材料齐全、符合法定形式，决定自${zhDate(acceptedOn)}起予以受理。`,
          ),
          field('应办结日：', zhDue(due)),
          ...(statutoryDue ? [field('法定时限届满日：', zhDue(statutoryDue))] : []),
          text('听证、检验、检测、鉴定、专家评审等所需时间依法不计算在内，另行书面告知。'),
        ],
      },
      en: {
        title: 'Notice of acceptance',
        blocks: [
          text(
            deemed
              ? `Since the window was silent for five working days, ${en} counts as accepted from ${enDate(acceptedOn)}.`
              : `The documents are complete and in due form: ${en} is accepted as of ${enDate(acceptedOn)}.`,
          ),
          field('To be decided by: ', enDue(due)),
          ...(statutoryDue ? [field('Limit of the law: ', enDue(statutoryDue))] : []),
          text(
            'Time for hearings, tests, appraisals and expert reviews does not count; you are told of it in writing.',
          ),
        ],
      },
    };
  },
  'non-acceptance-notice': (content) => {
    const { zh, en } = application(content);
    return {
      zh: {
        title: '不予受理通知书',
        blocks: [text(`${zh}，决定不予受理。`), field('理由：', content.own.reasons), zhRemedy(content.own)],
      },
      en: {
        title: 'Notice of non-acceptance',
        blocks: [text(`It is decided not to accept ${en}.`), field('Reasons: ', ABOVE), enRemedy(content.own)],
      },
    };
  },
  'correction-notice': (content) => {
    const { zh, en } = application(content);
    return {
      zh: {
        title: '补正材料通知书',
        blocks: [
          text(`${zh}，申请材料不齐全或者不符合法定形式。需要补正的全部内容一次告知如下：`),
          list(content.own.items.map(({ what, how }) => (what === null ? how : `${what}：${how}`))),
          text('此外没有其他需要补正的内容。补正后请在原办件中提交。'),
        ],
      },
      en: {
        title: 'Notice of correction',
        blocks: [
          text(
            `The documents of ${en} are incomplete or not in due form. ` +
              `All that must be corrected is listed above, ${content.own.items.length} in number; nothing else is asked for.`,
          ),
          text('Submit the corrections in the same case.'),
        ],
      },
    };
  },
  'extension-notice': (content) => {
    const { zh, en } = application(content);
    const { days, unit, reason, dueBefore, dueAfter } = content.own;
    return {
      zh: {
        title: '延长审查期限告知书',
        blocks: [
          text(
            `${zh}，不能在${dueBefore ? zhDue(dueBefore) : '原期限'}前作出决定，经本机关负责人批准，` +
              `延长${days}${UNITS[unit].zh}。`,
          ),
          field('延长理由：', reason),
          field('延长后的应办结日：', dueAfter ? zhDue(dueAfter) : '特别程序结束后起算'),
        ],
      },
      en: {
        title: 'Notice of extension',
        blocks: [
          text(
            `On ${en} no decision can be made by ${dueBefore ? enDue(dueBefore) : 'the former limit'}. With the approval of the head of this body the limit is ` +
              `extended by ${enCount(days, unit)}.`,
          ),
          field('Reason: ', ABOVE),
          field('To be decided by: ', dueAfter ? enDue(dueAfter) : 'counted from the end of the special procedure'),
        ],
      },
    };
  },
  'special-notice': (content) => {
    const { zh, en } = application(content);
    const { procedure, basis, days } = content.own;
    return {
      zh: {
        title: '特别程序告知书',
        blocks: [
          text(`${zh}，依法需要进行${PROCEDURES[procedure].zh}，预计需要${days}个工作日。所需时间不计算在审查期限内。`),
          field('事由：', basis),
          text('该程序结束后，审查期限自次一工作日起继续计算。'),
        ],
      },
      en: {
        title: 'Notice of a special procedure',
        blocks: [
          text(
            `On ${en} the law asks for ${PROCEDURES[procedure].en}, which is to take ${enCount(days, 'workday')}. ` +
              `Its time is no part of the limit.`,
          ),
          field('Grounds: ', ABOVE),
          text('The limit runs on from the working day after its end.'),
        ],
      },
    };
  },
  'record-notice': (content) => {
    const { zh, en } = application(content);
    const { recordedOn } = content.own;
    return {
      zh: { title: '备案证明', blocks: [text(`${zh}，信息齐全，已于${zhDate(recordedOn)}收到并备案。`)] },
      en: {
        title: 'Proof of record',
        blocks: [
          text(
            `The information is complete: what you filed is received and recorded as of ${enDate(recordedOn)}: ${en}.`,
          ),
        ],
      },
    };
  },
  'written-decision': (content) => {
    const { zh, en } = application(content);
    const { own } = content;
    if (own.outcome === 'GRANT') {
      return {
        zh: {
          title: '准予行政许可决定书',
          blocks: [
            text(`${zh}，经审查符合法定条件、标准，决定准予行政许可。`),
            ...(own.reasons === null ? [] : [field('说明：', own.reasons)]),
          ],
        },
        en: {
          title: 'Decision to grant',
          blocks: [
            text(`It meets the conditions and standards of the law: ${en} is granted.`),
            ...(own.reasons === null ? [] : [field('Remarks: ', ABOVE)]),
          ],
        },
      };
    }
    return {
      zh: {
        title: '不予行政许可决定书',
        blocks: [
          text(`${zh}，经审查，决定不予行政许可。`),
          field('理由：', own.reasons),
          field('救济途径：', own.remedies),
          zhRemedy(own),
        ],
      },
      en: {
        title: 'Decision to refuse',
        blocks: [
          text(`It is decided to refuse ${en}.`),
          field('Reasons: ', ABOVE),
          field('Remedies: ', ABOVE),
          enRemedy(own),
        ],
      },
    };
  },
  'revocation-decision': (content) => {
    const { zh, en } = application(content);
    const { grantedOn, reasons } = content.own;
    return {
      zh: {
        title: '撤销行政许可决定书',
        blocks: [
          text(`${zh}，本机关曾于${zhDate(grantedOn)}决定准予行政许可。现决定予以撤销，相应的证照自即日起失效。`),
          field('理由：', reasons),
          zhRemedy(content.own),
        ],
      },
      en: {
        title: 'Decision to revoke',
        blocks: [
          text(`The grant of ${enDate(grantedOn)} on ${en} is revoked; its certificate is no longer in force.`),
          field('Reasons: ', ABOVE),
          enRemedy(content.own),
        ],
      },
    };
  },
  certificate: (content) => {
    const { title, grants, validFrom, validTo } = content.own;
    return {
      zh: {
        title: title.zh,
        blocks: [
          field('事项：', content.item.zh),
          field('持证单位：', `${content.addressee.name}（${content.addressee.number}）`),
          ...grants.map(({ zh, value }) => field(`${zh}：`, value)),
          field(
            '有效期：',
            validTo === null ? `自${zhDate(validFrom)}起长期有效` : `${zhDate(validFrom)}至${zhDate(validTo)}`,
          ),
        ],
      },
      en: {
        title: title.en,
        blocks: [
          field('Item: ', content.item.en),
          field('Holder: ', content.addressee.nameEn ?? ABOVE),
          ...grants.map(({ en, value }) => field(`${en}: `, value)),
          field(
            'Valid: ',
            `from ${enDate(validFrom)}${validTo === null ? ', without an end' : ` to ${enDate(validTo)}`}`,
          ),
        ],
      },
    };
  },
};

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
