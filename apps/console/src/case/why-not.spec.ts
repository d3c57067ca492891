// Why an act is not possible: one reason for each, by where the case stands, its clock, and whose it is.
import { type CaseView } from '#contracts/cases.dto';
import { ERRORS } from '#contracts/errors';
import { type Mandate } from '#rules/access';
import { ALWAYS_FREE } from '#rules/reduce';
import { LIFECYCLE } from '#rules/lifecycle';
import { en } from '../texts/en';
import { zh } from '../texts/zh';
import { aCase, event, ITEM, step } from './a-case';
import { barredActs, possibleActs, whyNot } from './why-not';

const WINDOW: Mandate = { role: 'WINDOW', body: 'window:caohejing' };
const FIRE: Mandate = { role: 'REVIEWER', body: 'dept:fire' };
const DECIDER: Mandate = { role: 'DECIDER', body: 'park:caohejing' };
const codes = (act: Parameters<typeof whyNot>[0], view: CaseView, mandate: Mandate, item = ITEM) =>
  whyNot(act, view, item, [mandate]).map((reason) => (reason.code === 'BARRED' ? reason.bar : reason.code));
const inReview = (more: Partial<CaseView> = {}) =>
  aCase({
    status: 'REVIEW',
    steps: [step('ACCEPTANCE', WINDOW.body, 'ACCEPTED'), step('REVIEW', 'dept:fire'), step('REVIEW', 'dept:water')],
    ...more,
  });

it('says from which statuses an act is possible, and who does it', () => {
  expect(whyNot('decide', aCase(), ITEM, [WINDOW])).toEqual([
    { code: 'STATUS', status: 'RECEIVED', from: ['DECISION'] },
    { code: 'NOT_YOURS', who: [DECIDER] },
  ]);
});

it('names every department asked before any is, by the item', () => {
  expect(whyNot('opinion', aCase(), ITEM, [WINDOW])).toContainEqual({
    code: 'NOT_YOURS',
    who: [
      { role: 'REVIEWER', body: 'dept:fire' },
      { role: 'REVIEWER', body: 'dept:water' },
    ],
  });
});

it('tells an officer of the right body only what stands in the way, and not who it is', () => {
  expect(codes('decide', aCase(), DECIDER)).toEqual(['STATUS']);
  expect(codes('supplement', aCase(), { role: 'APPLICANT', body: 'enterprise:91310115DEM000014Q' })).toEqual([
    'STATUS',
  ]);
});

it('names the commission for the ruling on a refusal (行政复议法 62)', () => {
  const steps = [step('DECISION', DECIDER.body, 'REFUSED'), step('RECONSIDERATION', 'commission')];
  const who = [{ role: 'COMMISSION', body: 'commission' }];
  expect(whyNot('decide-reconsideration', aCase({ status: 'REFUSED', steps }), ITEM, [DECIDER])).toEqual([
    { code: 'NOT_YOURS', who },
  ]);
});

it('does not offer it first that an expert leaves the panel', () => {
  const next = [
    { act: 'recuse', bodies: ['expert:e01'], steps: [] },
    { act: 'extend', bodies: [], steps: [] },
    { act: 'opinion', bodies: ['dept:fire'], steps: [] },
  ];
  expect(possibleActs(inReview({ next })).map(({ act }) => act)).toEqual(['opinion', 'recuse', 'extend']);
});

it('says of an item that two decide that nobody has proposed, and of any other that one decides (四眼原则)', () => {
  const view = aCase({ status: 'DECISION', steps: [step('DECISION', DECIDER.body)] });
  expect(codes('decide', view, DECIDER, { ...ITEM, fourEyes: true })).toEqual(['NOT_PROPOSED']);
  expect(codes('propose', view, DECIDER, { ...ITEM, fourEyes: false })).toEqual(['ONE_DECIDES']);
  expect(codes('propose', view, DECIDER, { ...ITEM, fourEyes: true })).not.toContain('ONE_DECIDES');
  const proposal = { outcome: 'GRANT' as const, by: 'person:p1' };
  expect(codes('decide', { ...view, proposal }, DECIDER, { ...ITEM, fourEyes: true })).not.toContain('NOT_PROPOSED');
});

it('says that a department has answered', () => {
  const steps = [step('REVIEW', 'dept:fire', 'AGREE'), step('REVIEW', 'dept:water')];
  expect(whyNot('opinion', inReview({ steps }), ITEM, [FIRE])).toEqual([{ code: 'ANSWERED', body: 'dept:fire' }]);
});

it('says that a step lies on the desk of another', () => {
  const taken = { ...step('REVIEW', 'dept:fire'), assignee: 'person:p4003' };
  expect(codes('opinion', inReview({ steps: [taken] }), FIRE)).toEqual(['STEP_CLAIMED']);
  expect(codes('claim', inReview({ steps: [taken] }), FIRE)).toEqual(['STEP_CLAIMED']);
});

it('says that a special procedure is open, or that none is', () => {
  const paused = { steps: [step('DECISION', DECIDER.body), step('SPECIAL', DECIDER.body)], status: 'DECISION' };
  expect(codes('decide', inReview(paused), DECIDER)).toEqual(['SPECIAL_OPEN']);
  expect(codes('pause', inReview(paused), DECIDER)).toEqual(['CLOCK_ALREADY_PAUSED']);
  expect(codes('resume', inReview(), DECIDER)).toEqual(['CLOCK_NOT_PAUSED']);
});

it('says whether an item can be extended at all, or has been once', () => {
  expect(codes('extend', inReview(), DECIDER)).toEqual(['EXTENSION_NOT_ALLOWED']);
  const item = { ...ITEM, limits: { ...ITEM.limits, extension: ITEM.limits.statutory } };
  const extended = inReview({ timeline: [event(1, 'case.extended.v1')] });
  expect(codes('extend', extended, DECIDER, item)).toEqual(['EXTENSION_USED']);
});

it('says whether an item is decided on a promise, whether one was given, and that a broken one stands', () => {
  const APPLICANT: Mandate = { role: 'APPLICANT', body: aCase().applicant };
  const limit = ITEM.limits.statutory;
  const onPromise = { check: limit, fix: limit, source: '条例', standing: 'assumed' as const };
  const item = { ...ITEM, limits: { ...ITEM.limits, onPromise } };
  const entry = { number: 'T01-1', item: 'T01', park: 'jinqiao', body: 'park:jinqiao', enteredAt: aCase().now };
  expect(codes('give-promise', aCase(), APPLICANT)).toEqual(['PROMISE_NOT_OFFERED']);
  expect(codes('give-promise', aCase({ credit: [entry] }), APPLICANT, item)).toEqual(['CREDIT_ENTRY_STANDS']);
  expect(codes('decide-on-promise', aCase(), DECIDER, item)).toEqual(['NO_PROMISE']);
  expect(codes('repair-credit', aCase({ status: 'REVOKED', credit: [entry] }), DECIDER, item)).toEqual([
    'NO_CREDIT_ENTRY',
  ]);
});

it('offers neither pause nor extension once the statutory limit has passed (行政许可法 42, 45)', () => {
  const next = [
    { act: 'pause', bodies: [], steps: [] },
    { act: 'decide', bodies: ['park:caohejing'], steps: ['decision'] },
  ];
  const statutory = { dueOn: '2026-11-29', dueAt: '2026-11-30T00:00:00+08:00', provisional: false, days: [] };
  const clock = (now: string) => ({
    next,
    now,
    clock: { ...aCase().clock, statutory: { ...statutory, limit: { value: 7, unit: 'day' }, used: 7, remaining: 0 } },
  });
  const before = inReview(clock('2026-11-29T23:59:59+08:00'));
  const after = inReview(clock('2026-11-30T00:00:00+08:00'));
  // What ends the officer's own work comes first.
  expect(possibleActs(before).map(({ act }) => act)).toEqual(['decide', 'pause']);
  expect(possibleActs(after).map(({ act }) => act)).toEqual(['decide']);
  expect(codes('pause', after, DECIDER)).toEqual(['TOO_LATE']);
});

it('says of an ended case that alone', () => {
  expect(whyNot('decide', aCase({ status: 'GRANTED' }), ITEM, [WINDOW])).toEqual([
    { code: 'ENDED', status: 'GRANTED' },
  ]);
});

it('has at least one reason for every act that is not possible, and a sentence for each in both languages', () => {
  const cases = [aCase(), inReview(), aCase({ status: 'CORRECTION' }), aCase({ status: 'WITHDRAWN' })];
  for (const view of cases) {
    for (const mandate of [WINDOW, FIRE, DECIDER]) {
      const barred = barredActs(view, ITEM, [mandate]);
      // All but filing and what is free at any time: these views offer none.
      const free = ALWAYS_FREE.length + 1;
      expect(barred).toHaveLength(LIFECYCLE.filter(({ by }) => by === 'person').length - free);
      for (const { reasons } of barred) {
        expect(reasons.length).toBeGreaterThan(0);
        for (const reason of reasons) {
          const bar = reason.code === 'BARRED' ? (reason.bar as keyof typeof zh.bar) : null;
          for (const texts of [zh, en]) {
            const text = bar === null ? texts.whyNot[reason.code as keyof typeof zh.whyNot] : texts.bar[bar];
            expect(text.length).toBeGreaterThan(3);
            // A sentence that wants particulars is no reason: only the answer to an act has them.
            if (reason.code === 'BARRED') expect(text).not.toMatch(/\{\w+\}/);
          }
        }
      }
    }
  }
});

it('says of what stands against an act the same as the door does', () => {
  for (const [code, text] of Object.entries(zh.bar)) {
    const { zh: chinese, en: english } = ERRORS[code as keyof typeof zh.bar];
    expect([text, en.bar[code as keyof typeof zh.bar]]).toEqual([chinese, english]);
  }
});
