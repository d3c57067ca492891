// The words of the papers of intake. 行政许可法 29, 32; 企业投资项目核准和备案管理条例 13.
import {
  ABOVE,
  application,
  enDate,
  enDue,
  enRemedy,
  field,
  list,
  text,
  zhDate,
  zhDue,
  zhRemedy,
  type SpokenOf,
} from './parts';

const itemised = (items: readonly { what: string | null; how: string }[]) =>
  list(items.map(({ what, how }) => (what === null ? how : `${what}：${how}`)));

/** Kind by kind. */
export const INTAKE: SpokenOf<
  | 'receipt'
  | 'acceptance-notice'
  | 'not-required-notice'
  | 'no-jurisdiction-notice'
  | 'non-acceptance-notice'
  | 'correction-notice'
  | 'record-notice'
> = {
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
    const { acceptedOn, deemed, due, statutoryDue, late } = content.own;
    return {
      zh: {
        title: '受理通知书',
        blocks: [
          text(
            deemed
              ? `${zh}，窗口未在五个工作日内告知，依法自${zhDate(acceptedOn)}收到申请材料之日起即为受理。`
              : late
                ? `${zh}，主要申请材料齐全、符合法定形式，决定自${zhDate(acceptedOn)}起容缺受理。下列材料请于${zhDue(late.due)}前补交，补交前不作出准予许可的决定：`
                : `${zh}，经审查申请材料齐全、符合法定形式，决定自${zhDate(acceptedOn)}起予以受理。`,
          ),
          ...(late ? [itemised(late.items)] : []),
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
              : late
                ? `The essential documents are in due form: ${en} is accepted as of ${enDate(acceptedOn)}. What is listed above is to follow by ${enDue(late.due)}; nothing is granted before.`
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
  'not-required-notice': (content) => {
    const { zh, en } = application(content);
    return {
      zh: {
        title: '无需取得行政许可告知书',
        blocks: [
          text(`${zh}，经审查依法不需要取得行政许可，不予受理。`),
          field('理由：', content.own.reasons),
          zhRemedy(content.own),
        ],
      },
      en: {
        title: 'Notice that no licence is needed',
        blocks: [text(`No licence is needed by law for ${en}.`), field('Reasons: ', ABOVE), enRemedy(content.own)],
      },
    };
  },
  'no-jurisdiction-notice': (content) => {
    const { zh, en } = application(content);
    const { properBody, reasons } = content.own;
    return {
      zh: {
        title: '不予受理决定书（不属于本机关职权范围）',
        blocks: [
          text(`${zh}，依法不属于本机关职权范围，决定不予受理。请向下列行政机关申请：`),
          field('有权机关：', properBody),
          ...(reasons === null ? [] : [field('说明：', reasons)]),
          zhRemedy(content.own),
        ],
      },
      en: {
        title: 'Decision not to accept: another body is competent',
        blocks: [
          text(`This body is not competent for ${en}. Please turn to the body named above.`),
          ...(reasons === null ? [] : [field('Remarks: ', ABOVE)]),
          enRemedy(content.own),
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
          itemised(content.own.items),
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
};
