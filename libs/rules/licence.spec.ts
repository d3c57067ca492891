// The life of a licence after its grant, article by article: 行政许可法 50 (renewal, silence), 70 (its end), 8 (withdrawal), 39 (its certificate).
import { at, calendar, partiesTo, permitFor } from '../../test/law';
import { type CertificateRule, type Definition } from './definition';
import { type ActData } from './doing';
import { nextInstant, settle } from './due';
import { lastDayToAsk, termOf } from './licence';
import { type ActName } from './lifecycle';
import { offered, reduce } from './reduce';
import { Refusal } from './refusal';
import { type CaseState } from './state';
import { isTold, stageOf } from './telling';
import { endOf } from './step-due';

const certificateFor = (validity: CertificateRule['validity'], notRenewable?: string): CertificateRule => ({
  ...{ name: { zh: '许可证', en: 'Licence' }, type: '11310000DEM003143F011', fields: ['/projectName'], validity },
  ...(notRenewable !== undefined && { notRenewable }),
});
const itemFor = (...rule: Parameters<typeof certificateFor>): Definition => ({
  ...permitFor(),
  certificate: certificateFor(...rule),
});
/** Granted on 2026-09-18: good until 2028-09-17; the last day to ask is 2028-08-18. */
const ITEM = itemFor({ value: 2, unit: 'year' });
const GRANT = '2026-09-18T16:10';

type Deed = readonly [act: ActName, when: string, data?: ActData];
/** As the door does it: what has come due comes first, and what the act brings about at once comes after. */
function done(state: CaseState | null, definition: Definition, [act, when, data = {}]: Deed) {
  const settled = state && settle(state, definition, calendar, at(when)).state;
  const { state: next, event } = reduce(settled, { act, at: at(when), by: 'p', data }, definition, calendar);
  return { state: settle(next, definition, calendar, at(when)).state, event };
}
const after = (definition: Definition, ...deeds: Deed[]): CaseState =>
  deeds.reduce((state: CaseState | null, deed) => done(state, definition, deed).state, null)!;
const grantOf = (definition: Definition): Deed[] => [
  ['file', GRANT, { parties: partiesTo(definition) }],
  ['accept', GRANT],
  ['decide', GRANT, { outcome: 'GRANT' }],
  ['certify', GRANT],
];
const licence = (...deeds: Deed[]) => after(ITEM, ...grantOf(ITEM), ...deeds);
const until = (state: CaseState, when: string, definition = ITEM) => settle(state, definition, calendar, at(when));
function refusal(definition: Definition, ...deeds: Deed[]) {
  try {
    after(definition, ...grantOf(definition), ...deeds);
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, ...error.params };
    throw error;
  }
  return null;
}

describe('行政许可法 第五十条: renewal is asked for thirty days before the end', () => {
  it.each([
    ['the last day', '2028-08-18T23:59', null],
    ['the day after', '2028-08-19T00:00', 'RENEWAL_TOO_LATE'],
    ['long before', '2026-10-09T09:00', null],
  ])('%s', (_, when, code) => {
    expect(refusal(ITEM, ['ask-renewal', when])?.code ?? null).toBe(code);
  });

  it('whoever is late is told which day was the last', () => {
    expect(refusal(ITEM, ['ask-renewal', '2028-09-01T09:00'])).toMatchObject({
      lastDay: '2028-08-18',
      validTo: '2028-09-17',
    });
  });

  it.each([
    [{ value: 1, unit: 'year' }, '2024-02-29', '2025-02-27', '2025-01-28'],
    [{ value: 6, unit: 'month' }, '2026-08-31', '2027-02-27', '2027-01-28'],
    [{ value: 90, unit: 'day' }, '2026-10-01', '2026-12-29', '2026-11-29'],
  ] as const)(
    'years, months and days of %j from %s run by the calendar: %s, asked by %s',
    (validity, on, end, last) => {
      const definition = itemFor(validity);
      const term = termOf({ status: 'GRANTED', endedAt: at(`${on}T10:00`) }, definition)!;
      expect(term.validTo).toBe(end);
      expect(lastDayToAsk(term, definition)).toBe(last);
    },
  );

  it('opens work of the body that decided, due on the last day of the licence', () => {
    const { state, event } = done(licence(), ITEM, ['ask-renewal', '2028-08-01T09:00']);
    expect(state.steps.at(-1)).toMatchObject({
      ...{ id: 'renewal', kind: 'RENEWAL', body: 'park:caohejing', until: '2028-09-17', endedAt: null },
    });
    expect(event.data).toMatchObject({ work: [{ kind: 'RENEWAL', body: 'park:caohejing' }], dueOn: '2028-09-17' });
    expect(refusal(ITEM, ['ask-renewal', '2028-08-01T09:00'], ['ask-renewal', '2028-08-02T09:00'])?.code).toBe(
      'RENEWAL_OPEN',
    );
  });

  it('is for every licence with an end, unless the rules of its item exclude it', () => {
    const ask: Deed = ['ask-renewal', '2026-10-09T09:00'];
    expect(refusal(itemFor(null), ask)?.code).toBe('NO_END_OF_VALIDITY');
    const once = itemFor({ value: 2, unit: 'year' }, '某条例 第一条');
    expect(refusal(once, ask)?.code).toBe('RENEWAL_EXCLUDED');
    const lived = until(after(once, ...grantOf(once)), '2028-09-18T00:00', once);
    expect(lived.settled.map(({ act }) => act)).toEqual(['lapse-licence']);
  });
});

describe('行政许可法 第五十条: the body that decided answers before the end', () => {
  const ASKED: Deed = ['ask-renewal', '2028-06-01T09:00'];

  it('renewed, the new time joins the old one to the day, and a new certificate is ordered', () => {
    const { state, event } = done(licence(ASKED), ITEM, ['decide-renewal', '2028-07-01T09:00', { outcome: 'GRANT' }]);
    expect(state).toMatchObject({ status: 'GRANTED', certificate: 'ORDERED' });
    expect(termOf(state, ITEM)).toEqual({ validFrom: '2026-09-18', validTo: '2030-09-17', n: 2 });
    expect(event.data.until).toEqual({ dueOn: '2030-09-17', provisional: false });
  });

  it('renewed again and again, however often', () => {
    const renewedOn = (year: number): Deed[] => [
      ['ask-renewal', `${year}-06-01T09:00`],
      ['decide-renewal', `${year}-07-01T09:00`, { outcome: 'GRANT' }],
      ['certify', `${year}-07-01T09:00`],
    ];
    const state = licence(...renewedOn(2028), ...renewedOn(2030), ...renewedOn(2032));
    expect(termOf(state, ITEM)).toEqual({ validFrom: '2026-09-18', validTo: '2034-09-17', n: 4 });
    expect(state.fired.filter(({ act }) => act === 'remind-renewal')).toHaveLength(0);
    expect(until(state, '2034-09-18T00:00').settled.map(({ act }) => act)).toEqual(['remind-renewal', 'lapse-licence']);
  });

  it('refused, it runs out on its day; within the time to ask it may be asked for anew', () => {
    const refused = licence(ASKED, ['decide-renewal', '2028-07-01T09:00', { outcome: 'REFUSE' }]);
    expect(refused).toMatchObject({ status: 'GRANTED', certificate: 'ISSUED' });
    expect(refused.fired.map(({ act }) => act)).not.toContain('remind-renewal');
    expect(until(refused, '2028-09-18T00:00').settled.map(({ act }) => act)).toEqual(['lapse-licence']);
    const again = done(refused, ITEM, ['ask-renewal', '2028-07-02T09:00']).state;
    expect(again.steps.at(-1)).toMatchObject({ id: 'renewal/2' });
  });

  it('silent until the end: it counts as renewed, at the very instant at which it would have run out', () => {
    const asked = licence(ASKED);
    expect(until(asked, '2028-09-17T23:59').settled).toEqual([]);
    const { state, settled } = until(asked, '2028-09-18T00:00');
    expect(settled).toMatchObject([{ act: 'deem-renewed', at: endOf('2028-09-17') }]);
    expect(state).toMatchObject({ status: 'GRANTED', certificate: 'ORDERED' });
    expect(termOf(state, ITEM)?.validTo).toBe('2030-09-17');
    expect(state.steps.at(-1)).toMatchObject({ kind: 'RENEWAL', outcome: 'SILENCE' });
    expect(refusal(ITEM, ASKED, ['decide-renewal', '2028-09-18T00:00', { outcome: 'REFUSE' }])?.code).toBe(
      'RENEWAL_NOT_ASKED',
    );
  });

  it('a certificate that could not be made is made with the new time, and its repair is no work any more', () => {
    const failing = grantOf(ITEM).map((deed): Deed => (deed[0] === 'certify' ? ['fail-work', GRANT] : deed));
    const failed = after(ITEM, ...failing, ASKED);
    const { state } = done(failed, ITEM, ['decide-renewal', '2028-07-01T09:00', { outcome: 'GRANT' }]);
    expect(state.certificate).toBe('ORDERED');
    expect(state.steps.filter(({ endedAt }) => endedAt === null)).toEqual([]);
  });
});

describe('行政许可法 第七十条: a licence that nobody renews runs out', () => {
  it('at the end of its last day, and its holder was reminded sixty days before the last day to ask', () => {
    const { state, settled } = until(licence(), '2028-09-18T00:00');
    expect(settled.map(({ act, at }) => [act, at])).toEqual([
      ['remind-renewal', at('2028-06-19T00:00')],
      ['lapse-licence', at('2028-09-18T00:00')],
    ]);
    expect(settled[0]!.event.data).toMatchObject({ dueOn: '2028-08-18' });
    expect(state).toMatchObject({ status: 'EXPIRED', endedAt: at(GRANT), instants: [] });
    expect(offered(state, ITEM)).toEqual([]);
    expect(until(licence(), '2028-09-17T23:59').state.status).toBe('GRANTED');
  });

  it('without a reminder where it is good for less than ninety days, or where it was asked for', () => {
    const short = itemFor({ value: 4, unit: 'month' });
    const acts = (state: CaseState) => state.instants.map(({ act }) => act);
    expect(acts(after(short, ...grantOf(short)))).toEqual(['remind-renewal', 'lapse-licence']);
    const shorter = itemFor({ value: 90, unit: 'day' });
    expect(acts(after(shorter, ...grantOf(shorter)))).toEqual(['lapse-licence']);
    expect(acts(licence(['ask-renewal', '2026-10-09T09:00']))).toEqual(['deem-renewed']);
  });

  it('never where the decision itself is all there is, or the certificate has no end', () => {
    const without = { ...ITEM, certificate: null };
    const granted = after(without, ...grantOf(without).slice(0, 3));
    expect([granted.instants, after(itemFor(null), ...grantOf(itemFor(null))).instants]).toEqual([[], []]);
  });

  it('its years need no workflow: the case is closed to it, hears nothing, and is struck from outside', () => {
    const quiet = licence();
    const ordered = after(ITEM, ...grantOf(ITEM).slice(0, 3));
    expect([stageOf(ordered), stageOf(quiet)]).toEqual(['certify', 'closed']);
    expect(nextInstant(quiet)).toBe(at('2028-06-19T00:00'));
    const asked = done(quiet, ITEM, ['ask-renewal', '2026-10-09T09:00']).state;
    expect([stageOf(asked), isTold(quiet, asked)]).toEqual(['closed', false]);
    expect(isTold({ ...quiet, instants: [] }, quiet)).toBe(false);
    const renewed = until(asked, '2028-09-18T00:00').state;
    expect([stageOf(renewed), isTold(asked, renewed)]).toEqual(['certify', true]);
  });
});

describe('before its time a licence ends', () => {
  it.each([
    ['行政许可法 第八条: withdrawn for a changed law', ['withdraw-licence', { ground: 'LAW_CHANGED' }], 'RECALLED'],
    ['行政许可法 第七十条: given up by its holder', ['surrender-licence', {}], 'SURRENDERED'],
    ['行政许可法 第六十九条: revoked', ['revoke', {}], 'REVOKED'],
  ] as const)('%s', (_, [act, data], status) => {
    const open = licence(['ask-renewal', '2028-06-01T09:00']);
    const { state } = done(open, ITEM, [act, '2028-07-01T09:00', data]);
    expect(state).toMatchObject({ status, endedAt: at(GRANT), instants: [], certificate: 'ISSUED' });
    expect(state.steps.filter(({ endedAt }) => endedAt === null)).toEqual([]);
    expect(offered(state, ITEM)).toEqual([]);
  });

  it('a withdrawal says whether the law or the circumstances changed', () => {
    expect(refusal(ITEM, ['withdraw-licence', '2027-01-04T09:00'])).toMatchObject({
      code: 'BAD_INPUT',
      missing: 'ground',
    });
  });

  it('so may a grant without an end, and one whose certificate is not made yet', () => {
    const without = { ...ITEM, certificate: null };
    const granted = after(without, ...grantOf(without).slice(0, 3));
    expect(offered(granted, without)).toEqual(['surrender-licence', 'withdraw-licence', 'revoke']);
  });
});

describe('行政许可法 第三十九条: a certificate that shows something wrong is made out anew', () => {
  const WRONG: Deed = ['ask-correction', '2026-10-09T09:00'];
  const RIGHT: Deed = ['correct-certificate', '2026-10-10T09:00', { items: ['/projectName'] }];

  it('because its holder asked, or by the body itself', () => {
    const asked = licence(WRONG);
    expect(asked.steps.at(-1)).toMatchObject({ kind: 'RECTIFICATION', body: 'park:caohejing', endedAt: null });
    const corrected = done(asked, ITEM, RIGHT).state;
    expect(corrected).toMatchObject({ status: 'GRANTED', certificate: 'ORDERED' });
    expect(corrected.steps.at(-1)).toMatchObject({ outcome: 'CORRECTED' });
    expect(licence(RIGHT).certificate).toBe('ORDERED');
    expect(termOf(corrected, ITEM)).toEqual(termOf(asked, ITEM));
  });

  it('or it is left as it is, with reasons; then it may be asked for again', () => {
    const refused = licence(WRONG, ['refuse-correction', '2026-10-10T09:00']);
    expect(refused).toMatchObject({ certificate: 'ISSUED' });
    expect(refused.steps.at(-1)).toMatchObject({ outcome: 'REFUSED' });
    expect(done(refused, ITEM, ['ask-correction', '2026-10-11T09:00']).state.steps.at(-1)).toMatchObject({
      id: 'rectification/2',
    });
  });

  it.each([
    [
      'what it does not show',
      [['correct-certificate', '2026-10-09T09:00', { items: ['/contactPhone'] }]],
      'FIELD_NOT_ON_CERTIFICATE',
    ],
    [
      'while a new one is being made',
      [RIGHT, ['correct-certificate', '2026-10-11T09:00', { items: [] }]],
      'NO_CERTIFICATE_YET',
    ],
    ['asked for twice', [WRONG, WRONG], 'CORRECTION_ASKED'],
    ['refused, and nobody asked', [['refuse-correction', '2026-10-09T09:00']], 'CORRECTION_NOT_ASKED'],
  ] as [string, Deed[], string][])('never %s', (_, deeds, code) => {
    expect(refusal(ITEM, ...deeds)?.code).toBe(code);
  });
});
