// The words of the papers of examination: more time, and who is heard. 行政许可法 36, 42, 45-48.
import {
  ABOVE,
  application,
  enCount,
  enDate,
  enDue,
  field,
  PROCEDURES,
  text,
  UNITS,
  zhDate,
  zhDue,
  type SpokenOf,
} from './parts';

/** Kind by kind. */
export const EXAMINATION: SpokenOf<
  | 'extension-notice'
  | 'special-notice'
  | 'interested-notice'
  | 'hearing-right-notice'
  | 'hearing-notice'
  | 'hearing-record'
> = {
  'extension-notice': (content) => {
    const { zh, en } = application(content);
    const { days, unit, reason, approval, dueBefore, dueAfter } = content.own;
    const head = approval?.joint
      ? { zh: '本级人民政府负责人', en: 'the head of the government of this level' }
      : { zh: '本机关负责人', en: 'the head of this body' };
    return {
      zh: {
        title: '延长审查期限告知书',
        blocks: [
          text(
            `${zh}，不能在${dueBefore ? zhDue(dueBefore) : '原期限'}前作出决定，经${head.zh}批准，` +
              `延长${days}${UNITS[unit].zh}。`,
          ),
          field('延长理由：', reason),
          ...(approval ? [field('批准人：', approval.by)] : []),
          field('延长后的应办结日：', dueAfter ? zhDue(dueAfter) : '特别程序结束后起算'),
        ],
      },
      en: {
        title: 'Notice of extension',
        blocks: [
          text(
            `On ${en} no decision can be made by ${dueBefore ? enDue(dueBefore) : 'the former limit'}. With the approval of ${head.en} the limit is ` +
              `extended by ${enCount(days, unit)}.`,
          ),
          field('Reason: ', ABOVE),
          ...(approval ? [field('Approved by: ', ABOVE)] : []),
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
  'interested-notice': (content) => {
    const { zh, en } = application(content);
    const { parties, matter, days } = content.own;
    return {
      zh: {
        title: '告知利害关系人通知书',
        blocks: [
          text(
            `${zh}，经审查直接关系他人重大利益，现予告知。申请人、利害关系人有权自告知之日起${days}个工作日内进行陈述和申辩。`,
          ),
          field('被告知人：', parties),
          field('事项：', matter),
        ],
      },
      en: {
        title: 'Notice to interested parties',
        blocks: [
          text(
            `Major interests of others are at stake in ${en}. Within ${enCount(days, 'workday')} the applicant and those named above may be heard.`,
          ),
          field('Matter: ', ABOVE),
        ],
      },
    };
  },
  'hearing-right-notice': (content) => {
    const { zh, en } = application(content);
    const { matter, due } = content.own;
    return {
      zh: {
        title: '听证权利告知书',
        blocks: [
          text(
            `${zh}，申请人、利害关系人有要求听证的权利。要求听证的，应当于${zhDue(due)}前提出；逾期视为放弃。听证费用由行政机关承担。`,
          ),
          field('事项：', matter),
        ],
      },
      en: {
        title: 'Notice of the right to a hearing',
        blocks: [
          text(
            `On ${en} the applicant and interested parties may ask for a hearing until ${enDue(due)}; later the right has lapsed. It costs them nothing.`,
          ),
          field('Matter: ', ABOVE),
        ],
      },
    };
  },
  'hearing-notice': (content) => {
    const { zh, en } = application(content);
    const { on, place, chair } = content.own;
    return {
      zh: {
        title: '听证通知书',
        blocks: [
          text(`${zh}，定于${zhDate(on)}举行听证。听证所需时间不计算在审查期限内。`),
          field('时间、地点：', place),
          field('听证主持人：', chair),
          text('认为主持人与该行政许可事项有直接利害关系的，有权申请回避。'),
        ],
      },
      en: {
        title: 'Notice of a hearing',
        blocks: [
          text(`A hearing on ${en} is held on ${enDate(on)}. Its time is no part of the limit.`),
          field('Hour and place: ', ABOVE),
          field('Chaired by: ', ABOVE),
          text('Whoever thinks that the chair is concerned may ask for another.'),
        ],
      },
    };
  },
  'hearing-record': (content) => {
    const { zh, en } = application(content);
    const { heldOn, record, confirmedBy } = content.own;
    return {
      zh: {
        title: '听证笔录',
        blocks: [
          text(
            `${zh}，于${zhDate(heldOn)}举行听证。本笔录交听证参加人确认无误后签字或者盖章，决定应当根据本笔录作出。`,
          ),
          field('听证情况：', record),
          field('签字或者盖章确认：', confirmedBy),
        ],
      },
      en: {
        title: 'Record of a hearing',
        blocks: [
          text(
            `A hearing on ${en} was held on ${enDate(heldOn)}. Those who took part have confirmed this record; the decision rests on it.`,
          ),
          field('What was said: ', ABOVE),
          field('Signed or sealed by: ', ABOVE),
        ],
      },
    };
  },
};
