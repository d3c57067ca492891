// The words of decisions and of what they give or take. 行政许可法 38, 39, 69.
import { enBroken, enPromise, zhBroken, zhPromise } from './promise';
import { ABOVE, application, enDate, enRemedy, field, text, zhDate, zhRemedy, type SpokenOf } from './parts';

/** Kind by kind. */
export const OUTCOME: SpokenOf<'written-decision' | 'revocation-decision' | 'certificate'> = {
  'written-decision': (content) => {
    const { zh, en } = application(content);
    const { own } = content;
    if (own.outcome === 'GRANT') {
      return {
        zh: {
          title: '准予行政许可决定书',
          blocks: [
            text(`${zh}，${own.onPromise ? zhPromise(own.onPromise) : '经审查符合法定条件、标准'}，决定准予行政许可。`),
            ...(own.reasons === null ? [] : [field('说明：', own.reasons)]),
          ],
        },
        en: {
          title: 'Decision to grant',
          blocks: [
            text(
              `${own.onPromise ? enPromise(own.onPromise) : 'It meets the conditions and standards of the law'}: ${en} is granted.`,
            ),
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
    const { grantedOn, reasons, fixOrderedOn } = content.own;
    return {
      zh: {
        title: '撤销行政许可决定书',
        blocks: [
          text(`${zh}，本机关曾于${zhDate(grantedOn)}决定准予行政许可。现决定予以撤销，相应的证照自即日起失效。`),
          ...(fixOrderedOn === undefined ? [] : [text(zhBroken(fixOrderedOn))]),
          field('理由：', reasons),
          zhRemedy(content.own),
        ],
      },
      en: {
        title: 'Decision to revoke',
        blocks: [
          text(`The grant of ${enDate(grantedOn)} on ${en} is revoked; its certificate is no longer in force.`),
          ...(fixOrderedOn === undefined ? [] : [text(enBroken(fixOrderedOn))]),
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
