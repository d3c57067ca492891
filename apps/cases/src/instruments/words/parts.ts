// What the words of written instruments are made of: dates, counts, remedies (行政复议法 20; 行政诉讼法 46) and the way most of them begin.
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
} from '../facts';

/** For each of some kinds what finds its words. */
export type SpokenOf<Kinds extends InstrumentKind> = {
  readonly [K in Kinds]: (content: Statement<K>) => Spoken;
};
type Words = Pick<Wording, 'title' | 'blocks'>;
/** The words of one kind in both languages. */
export type Spoken = { zh: Words; en: Words };

export const text = (words: string): Block => ({ type: 'text', text: words });
export const field = (label: string, words: string): Block => ({ type: 'field', label, text: words });
export const list = (items: string[]): Block => ({ type: 'list', items });

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

export const zhDue = ({ on, provisional }: DueDate) =>
  `${zhDate(on)}${provisional ? '（暂定，以国务院公布的节假日安排为准）' : ''}`;
export const enDue = ({ on, provisional }: DueDate) =>
  `${enDate(on)}${provisional ? ' (provisional until the holidays of that year are published)' : ''}`;

export const UNITS: Readonly<Record<Unit, Names>> = {
  workday: { zh: '个工作日', en: 'working day' },
  day: { zh: '日', en: 'day' },
  month: { zh: '个月', en: 'month' },
  year: { zh: '年', en: 'year' },
};
export const enCount = (value: number, unit: Unit) => `${value} ${UNITS[unit].en}${value === 1 ? '' : 's'}`;

export const PROCEDURES: Readonly<Record<StopReason, Names>> = {
  hearing: { zh: '听证', en: 'a hearing' },
  tender: { zh: '招标', en: 'a tender' },
  auction: { zh: '拍卖', en: 'an auction' },
  inspection: { zh: '检验', en: 'an inspection' },
  test: { zh: '检测', en: 'a test' },
  quarantine: { zh: '检疫', en: 'a quarantine' },
  appraisal: { zh: '鉴定', en: 'an appraisal' },
  'expert-review': { zh: '专家评审', en: 'an expert review' },
};

export const zhRemedy = ({ appealTo }: Appeal) =>
  text(
    `如不服本决定，可以自收到本文书之日起六十日内向${appealTo.zh}申请行政复议（《中华人民共和国行政复议法》第二十条），` +
      `也可以自收到本文书之日起六个月内依法向人民法院提起行政诉讼（《中华人民共和国行政诉讼法》第四十六条）。`,
  );
export const enRemedy = ({ appealTo }: Appeal) =>
  text(
    `Against this you may apply to ${appealTo.en} for administrative reconsideration within 60 days of receiving it ` +
      `(Administrative Reconsideration Law, article 20), or sue in a people's court within six months ` +
      `(Administrative Litigation Law, article 46).`,
  );
/** What the English part says where a text of people stands once, in the Chinese part. */
export const ABOVE = 'As stated in the Chinese text above.';

/** "你单位于……提出的……申请" and its English, with which most instruments begin. */
export function application({ receivedOn, item, park }: Statement) {
  return {
    zh: `你单位于${zhDate(receivedOn)}在${park.zh}提出的“${item.zh}”申请`,
    en: `your application of ${enDate(receivedOn)} at ${park.en} for "${item.en}"`,
  };
}
