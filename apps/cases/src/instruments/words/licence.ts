// The words of what becomes of a licence after its grant. 行政许可法 8, 50, 70.
import { ABOVE, application, enDate, enRemedy, field, text, zhDate, zhRemedy, type SpokenOf } from './parts';

const GROUNDS = {
  LAW_CHANGED: {
    zh: '所依据的法律、法规、规章已经修改或者废止',
    en: 'the law that it rests on was changed or repealed',
  },
  CIRCUMSTANCES_CHANGED: {
    zh: '准予许可所依据的客观情况已经发生重大变化',
    en: 'the circumstances that it rests on have changed gravely',
  },
} as const;

/** Kind by kind. */
export const LICENCE: SpokenOf<'renewal-decision' | 'correction-refusal' | 'recall-decision' | 'cancellation-notice'> =
  {
    'renewal-decision': (content) => {
      const { zh, en } = application(content);
      const { own } = content;
      const zhBefore = `${zh}所取得的行政许可，有效期至${zhDate(own.endedOn)}。你单位已申请延续`;
      const enBefore = `What was granted on ${en} was good until ${enDate(own.endedOn)}. You have asked for its renewal`;
      if (own.outcome === 'REFUSE') {
        return {
          zh: {
            title: '不予延续行政许可决定书',
            blocks: [
              text(`${zhBefore}，经审查，决定不予延续。`),
              field('理由：', own.reasons),
              field('救济途径：', own.remedies),
              zhRemedy(own),
            ],
          },
          en: {
            title: 'Decision to refuse renewal',
            blocks: [
              text(`${enBefore}; it is refused.`),
              field('Reasons: ', ABOVE),
              field('Remedies: ', ABOVE),
              enRemedy(own),
            ],
          },
        };
      }
      const [zhHow, enHow] = own.deemed
        ? ['有效期届满前未作出决定，视为准予延续', 'nobody decided before the end: it counts as renewed']
        : ['经审查，决定准予延续', 'it is renewed'];
      return {
        zh: {
          title: '准予延续行政许可决定书',
          blocks: [
            text(`${zhBefore}，${zhHow}。`),
            field('有效期延续至：', zhDate(own.validTo)),
            ...(own.reasons === null ? [] : [field('说明：', own.reasons)]),
          ],
        },
        en: {
          title: 'Renewal',
          blocks: [
            text(`${enBefore}; ${enHow}.`),
            field('Good until: ', enDate(own.validTo)),
            ...(own.reasons === null ? [] : [field('Remarks: ', ABOVE)]),
          ],
        },
      };
    },
    'recall-decision': (content) => {
      const { zh, en } = application(content);
      const { ground, grantedOn, reasons, compensation } = content.own;
      return {
        zh: {
          title: '撤回行政许可决定书',
          blocks: [
            text(
              `${zh}，本机关曾于${zhDate(grantedOn)}决定准予行政许可。因${GROUNDS[ground].zh}，为了公共利益的需要，现决定予以撤回，` +
                '相应的证照自即日起失效。',
            ),
            field('理由：', reasons),
            field('补偿：', compensation),
            zhRemedy(content.own),
          ],
        },
        en: {
          title: 'Decision to withdraw',
          blocks: [
            text(
              `The grant of ${enDate(grantedOn)} on ${en} is withdrawn for the public good, since ${GROUNDS[ground].en}; ` +
                'its certificate is no longer in force.',
            ),
            field('Reasons: ', ABOVE),
            field('Compensation: ', ABOVE),
            enRemedy(content.own),
          ],
        },
      };
    },
    'cancellation-notice': (content) => {
      const { zh, en } = application(content);
      const { ground, grantedOn, endedOn } = content.own;
      const isExpired = ground === 'EXPIRED';
      return {
        zh: {
          title: '注销行政许可通知书',
          blocks: [
            text(
              `${zh}，本机关曾于${zhDate(grantedOn)}决定准予行政许可。` +
                (isExpired ? `其有效期于${zhDate(endedOn)}届满而未延续` : `你单位于${zhDate(endedOn)}申请注销`) +
                '，现依法予以注销，相应的证照不再有效。',
            ),
          ],
        },
        en: {
          title: 'Notice of cancellation',
          blocks: [
            text(
              `The grant of ${enDate(grantedOn)} on ${en} ` +
                (isExpired
                  ? `ran out on ${enDate(endedOn)} and was not renewed`
                  : `was given up by you on ${enDate(endedOn)}`) +
                ': it is cancelled, and its certificate is no longer in force.',
            ),
          ],
        },
      };
    },
    'correction-refusal': (content) => {
      const { zh, en } = application(content);
      return {
        zh: {
          title: '不予更正通知书',
          blocks: [
            text(`${zh}，本机关已准予行政许可。你单位申请更正其证照，经核对，证照所载与准予的内容一致，不予更正。`),
            field('理由：', content.own.reasons),
            field('救济途径：', content.own.remedies),
            zhRemedy(content.own),
          ],
        },
        en: {
          title: 'Refusal to correct a certificate',
          blocks: [
            text(`The certificate on ${en} shows what was granted: it is not corrected.`),
            field('Reasons: ', ABOVE),
            field('Remedies: ', ABOVE),
            enRemedy(content.own),
          ],
        },
      };
    },
  };
