// The words of what rests on a promise: that a grant does, the order to fix what does not hold, and that it was broken. 上海市优化营商环境条例 27.
import { type CivilDate } from '#rules/workday';
import { type DueDate } from '../facts';
import {
  ABOVE,
  application,
  enDate,
  enDue,
  enRemedy,
  field,
  text,
  zhDate,
  zhDue,
  zhRemedy,
  type SpokenOf,
} from './parts';

/** What a grant on a promise rests on, and when it is checked: half a sentence. */
export const zhPromise = ({ givenOn, checkBy }: { givenOn: CivilDate; checkBy: DueDate }) =>
  `你单位已于${zhDate(givenOn)}书面承诺符合法定条件、标准，依据《上海市优化营商环境条例》第二十七条以告知承诺方式办理，` +
  `本机关将于${zhDue(checkBy)}以前（含当日）核查承诺是否属实；与承诺不符的，责令限期整改，逾期不整改或者整改后仍不符合的，依法撤销并记入信用记录`;
export const enPromise = ({ givenOn, checkBy }: { givenOn: CivilDate; checkBy: DueDate }) =>
  `You promised in writing on ${enDate(givenOn)} to meet the conditions and standards of the law (Regulations of Shanghai on the Business ` +
  `Environment, article 27), which is checked by ${enDue(checkBy)}; what does not hold is to be fixed in time, or else the grant is ` +
  `revoked and the credit record says so`;

/** Why a grant on a promise was revoked, and what else follows. */
export const zhBroken = (orderedOn: CivilDate) =>
  `该许可以告知承诺方式取得。经核查，实际情况与你单位的书面承诺不符；本机关于${zhDate(orderedOn)}责令限期整改，期满仍不符合。` +
  '依据《上海市优化营商环境条例》第二十七条，同时记入信用记录，修复之前不再适用告知承诺。';
export const enBroken = (orderedOn: CivilDate) =>
  `It rested on your written promise, which a check found not to hold; the order of ${enDate(orderedOn)} to fix it did not bring it about. ` +
  'By article 27 of the Regulations of Shanghai on the Business Environment the credit record says so, and until it is repaired nothing ' +
  'is decided on a promise of yours.';

/** The order to fix. */
export const PROMISE: SpokenOf<'fix-order'> = {
  'fix-order': (content) => {
    const { zh, en } = application(content);
    const { grantedOn, findings, fix, due } = content.own;
    return {
      zh: {
        title: '责令限期整改通知书',
        blocks: [
          text(
            `${zh}，本机关于${zhDate(grantedOn)}以告知承诺方式准予行政许可。经核查，实际情况与你单位的书面承诺不符，责令限期整改。`,
          ),
          field('核查情况：', findings),
          field('整改要求：', fix),
          field('整改期限：', `${zhDue(due)}以前（含当日）完成并报告`),
          text('逾期不整改或者整改后仍不符合的，依法撤销行政许可，并记入信用记录。'),
          zhRemedy(content.own),
        ],
      },
      en: {
        title: 'Order to fix',
        blocks: [
          text(
            `On ${enDate(grantedOn)} ${en} was granted on your written promise. A check has found that it does not hold; it is to be fixed.`,
          ),
          field('Findings: ', ABOVE),
          field('What is to be fixed: ', ABOVE),
          field('To be done and reported by: ', enDue(due)),
          text('What is not fixed in time leads to revocation of the grant and an entry in the credit record.'),
          enRemedy(content.own),
        ],
      },
    };
  },
};
