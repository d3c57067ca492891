import { at } from '../../test/law';
import { LIFECYCLE } from './lifecycle';
import { chainsOf, courseAfter, type Course, type MeasuredEvent, turnaroundOf } from './turnaround';

const FILING: MeasuredEvent['data'] = {
  parties: { item: '16', park: 'caohejing', applicant: 'enterprise:a' },
  limits: { statutory: { workdays: 5 }, promised: { workdays: 4 } },
  delegation: '沪府办发〔2013〕34号',
};
/** `told('1', ['case.filed.v1', '2026-03-02T09:00'], …)`: the course that these events tell. */
type Line = [type: string, on: string, data?: MeasuredEvent['data']];
function told(number: string, ...lines: Line[]): Course {
  const events = lines.map(([type, on, data = type === 'case.filed.v1' ? FILING : {}]) => {
    return { number, type, effectiveAt: at(on), data };
  });
  return events.reduce<Course | null>(courseAfter, null)!;
}
const filed = (on: string, more: MeasuredEvent['data'] = {}): Line => ['case.filed.v1', on, { ...FILING, ...more }];
const decided = (on: string, net = 3, onTime = true): Line => ['case.decided.v1', on, { net, onTime }];
const chains = (...courses: Course[]) => chainsOf(courses).map((chain) => chain.map(({ number }) => number));

describe('a decided case', () => {
  it('took the net days that the clock counted, and gross every calendar day from receipt to decision', () => {
    const one = turnaroundOf([told('1', filed('2026-03-02T16:00'), decided('2026-03-05T09:00'))]);
    expect(one).toEqual({
      number: '1',
      numbers: ['1'],
      kind: 'DECIDED',
      item: '16',
      park: 'caohejing',
      applicant: 'enterprise:a',
      month: '2026-03',
      receivedOn: '2026-03-02',
      decidedOn: '2026-03-05',
      decidedAt: at('2026-03-05T09:00'),
      net: 3,
      gross: 3,
      pausedDays: 0,
      correctionDays: 0,
      isExtended: false,
      isOnTime: true,
      yellowCards: 0,
      redCards: 0,
      revokedCards: 0,
      statutory: 5,
      promised: 4,
    });
  });

  it('lies on the days and in the month of Shanghai, not of the machine', () => {
    const one = turnaroundOf([told('1', filed('2026-03-31T23:59'), decided('2026-04-01T00:00'))])!;
    expect([one.receivedOn, one.decidedOn, one.month, one.gross]).toEqual(['2026-03-31', '2026-04-01', '2026-04', 1]);
  });

  it('has its pauses apart, each from the day it began to the day it ended', () => {
    const one = told(
      '1',
      filed('2026-03-02T09:00'),
      ['case.paused.v1', '2026-03-03T10:00'],
      ['case.resumed.v1', '2026-03-10T09:00'],
      ['case.paused.v1', '2026-03-11T23:59'],
      ['case.resumed.v1', '2026-03-12T00:00'],
      decided('2026-03-13T09:00', 4),
    );
    expect(turnaroundOf([one])).toMatchObject({ pausedDays: 8, net: 4, gross: 11 });
  });

  it('stands still from the first hold to the end of the last: experts, special procedure and hearing are one pause', () => {
    const one = told(
      '1',
      filed('2026-03-02T09:00'),
      ['case.experts-convened.v1', '2026-03-03T10:00'],
      ['case.hearing-announced.v1', '2026-03-05T10:00'],
      ['case.resumed.v1', '2026-03-10T09:00'],
      ['case.hearing-recorded.v1', '2026-03-12T09:00'],
      ['case.hearing-announced.v1', '2026-03-13T09:00'],
      decided('2026-03-14T09:00', 4),
    );
    expect(turnaroundOf([one])).toMatchObject({ pausedDays: 10, gross: 12 });
  });

  it('tells the cards that fell, and apart those that were taken back, also after its end', () => {
    const one = told(
      '1',
      filed('2026-03-02T09:00'),
      ['case.yellow-carded.v1', '2026-03-03T00:00'],
      ['case.red-carded.v1', '2026-03-04T00:00'],
      decided('2026-03-05T09:00'),
      ['case.card-revoked.v1', '2026-03-09T09:00'],
    );
    expect(turnaroundOf([one])).toMatchObject({ yellowCards: 1, redCards: 1, revokedCards: 1 });
  });

  it('waited for the applicant from a notice of correction to the supplement; a second notice is the office’s time', () => {
    const asked = (on: string, counts: 'APPLICANT' | 'OFFICE'): Line => [
      'case.correction-requested.v1',
      on,
      { counts },
    ];
    const one = told(
      '1',
      filed('2026-03-02T09:00'),
      asked('2026-03-03T09:00', 'APPLICANT'),
      ['case.supplemented.v1', '2026-03-09T09:00'],
      asked('2026-03-10T09:00', 'OFFICE'),
      ['case.supplemented.v1', '2026-03-20T09:00'],
      decided('2026-03-23T09:00'),
    );
    expect(turnaroundOf([one])).toMatchObject({ correctionDays: 6 });
  });

  it('ends what was still open: a pause, a correction', () => {
    const one = told(
      '1',
      filed('2026-03-02T09:00'),
      ['case.correction-requested.v1', '2026-03-02T10:00'],
      ['case.paused.v1', '2026-03-04T09:00'],
      decided('2026-03-06T09:00'),
    );
    expect(one).toMatchObject({ pausedAt: null, pausedDays: 2, askedAt: null, correctionDays: 4 });
  });

  it('remembers an extension', () => {
    const one = told(
      '1',
      filed('2026-03-02T09:00'),
      ['case.extended.v1', '2026-03-03T09:00'],
      decided('2026-03-06T09:00'),
    );
    expect(turnaroundOf([one])).toMatchObject({ isExtended: true });
  });

  it('without a delegation measures what was before the pilot', () => {
    const past = filed('2012-03-01T09:00', { delegation: null });
    expect(turnaroundOf([told('1', past, decided('2012-03-20T09:00', 13))])).toMatchObject({ kind: 'BEFORE', net: 13 });
    const recorded: Line = ['case.recorded.v1', '2012-03-01T09:00', { net: 0, onTime: true }];
    expect(turnaroundOf([told('2', past, recorded)])).toBeNull();
  });

  it('on the spot is told apart', () => {
    const recorded: Line = ['case.recorded.v1', '2026-03-02T09:00', { net: 0, onTime: true }];
    expect(turnaroundOf([told('1', filed('2026-03-02T09:00'), recorded)])).toMatchObject({ kind: 'ON_THE_SPOT' });
  });

  it('of an item without limits has none to be compared with', () => {
    const bare = filed('2026-03-02T09:00', { limits: { statutory: null } });
    expect(turnaroundOf([told('1', bare, decided('2026-03-05T09:00'))])).toMatchObject({
      statutory: null,
      promised: null,
    });
  });
});

describe('what is not decided has no turnaround', () => {
  it.each<[string, Line[]]>([
    ['open', []],
    ['withdrawn', [['case.withdrawn.v1', '2026-03-04T09:00', { net: 2 }]]],
    ['not accepted', [['case.not-accepted.v1', '2026-03-04T09:00', { net: 1 }]]],
    ['decided without net days', [['case.decided.v1', '2026-03-04T09:00', {}]]],
  ])('%s', (_, lines) => {
    expect(turnaroundOf([told('1', filed('2026-03-02T09:00'), ...lines)])).toBeNull();
  });
});

it('events that tell nothing of turnaround change nothing, and none comes before the filing', () => {
  const open = told('1', filed('2026-03-02T09:00'));
  const event = { number: '1', effectiveAt: at('2026-03-03T09:00'), data: {} };
  for (const type of ['case.accepted.v1', 'case.opinion-given.v1', 'case.step-overrun.v1', 'case.unheard-of.v9'])
    expect(courseAfter(open, { ...event, type })).toBe(open);
  expect(courseAfter(open, { ...event, type: 'case.filed.v1', data: FILING })).toBe(open);
  expect(courseAfter(null, { ...event, type: 'case.decided.v1' })).toBeNull();
});

describe('resubmission', () => {
  const withdrawn = (number: string, from: string, to: string, more = {}) =>
    told(number, filed(from, more), ['case.withdrawn.v1', to, { net: 2 }]);

  it('counts once: gross from the first receipt, net, pauses and corrections summed, limits of the first filing', () => {
    const first = told(
      '1',
      filed('2026-03-02T09:00'),
      ['case.paused.v1', '2026-03-03T09:00'],
      ['case.not-accepted.v1', '2026-03-04T09:00', { net: 2 }],
    );
    const limits = { statutory: { workdays: 9 }, promised: { workdays: 9 } };
    const second = told('2', filed('2026-03-20T09:00', { limits }), decided('2026-03-25T09:00', 3, false));
    const [chain, ...more] = chainsOf([second, first]);
    expect(more).toEqual([]);
    expect(turnaroundOf(chain!)).toMatchObject({
      number: '2',
      numbers: ['1', '2'],
      receivedOn: '2026-03-02',
      net: 5,
      gross: 23,
      pausedDays: 1,
      isOnTime: false,
      statutory: 5,
      promised: 4,
    });
  });

  it('is so within thirty days after the end, and no day later', () => {
    const former = withdrawn('1', '2026-03-02T09:00', '2026-03-04T23:00');
    const [in30, in31] = ['2026-04-03T23:59', '2026-04-04T00:00'].map((on) => told('2', filed(on), decided(on)));
    expect(chains(former, in30!)).toEqual([['1', '2']]);
    expect(chains(former, in31!)).toEqual([['1'], ['2']]);
  });

  it('is of the same applicant, item and park alone', () => {
    const former = withdrawn('1', '2026-03-02T09:00', '2026-03-04T09:00');
    for (const other of [{ item: '15' }, { park: 'jinqiao' }, { applicant: 'enterprise:b' }]) {
      const parties = { ...FILING.parties!, ...other };
      expect(chains(former, told('2', filed('2026-03-05T09:00', { parties })))).toEqual([['1'], ['2']]);
    }
  });

  it('is none after a decision, nor while the former is open', () => {
    const refused = told('1', filed('2026-03-02T09:00'), decided('2026-03-04T09:00'));
    const open = told('3', filed('2026-03-02T10:00'));
    expect(chains(refused, open, told('2', filed('2026-03-05T09:00')))).toEqual([['1'], ['3'], ['2']]);
    const later = withdrawn('4', '2026-05-01T09:00', '2026-05-06T09:00');
    expect(chains(later, told('5', filed('2026-05-06T08:59')))).toEqual([['4'], ['5']]);
    expect(chains(later, told('5', filed('2026-05-06T09:00')))).toEqual([['4', '5']]);
  });

  it('goes on as often as it happens', () => {
    const courses = [
      withdrawn('1', '2026-03-02T09:00', '2026-03-04T09:00'),
      withdrawn('2', '2026-03-20T09:00', '2026-03-21T09:00'),
      told('3', filed('2026-04-10T09:00'), decided('2026-04-15T09:00')),
    ];
    expect(chains(...courses)).toEqual([['1', '2', '3']]);
    expect(turnaroundOf(chainsOf(courses)[0]!)).toMatchObject({ net: 7, gross: 44 });
  });

  it('takes up each end once, the latest first, whatever the order in which events were heard', () => {
    const courses = [
      withdrawn('1', '2026-03-02T09:00', '2026-03-06T09:00'),
      withdrawn('2', '2026-03-02T10:00', '2026-03-04T09:00'),
      told('3', filed('2026-03-10T09:00')),
      told('4', filed('2026-03-11T09:00')),
      told('5', filed('2026-03-12T09:00')),
    ];
    const found = [['1', '3'], ['2', '4'], ['5']];
    expect(chains(...courses)).toEqual(found);
    expect(chains(...courses.reverse())).toEqual(found);
  });

  it('of cases that ended at one instant takes the one received last, then the higher number', () => {
    const courses = [
      withdrawn('1', '2026-03-02T09:00', '2026-03-04T09:00'),
      withdrawn('2', '2026-03-03T09:00', '2026-03-04T09:00'),
      withdrawn('3', '2026-03-03T09:00', '2026-03-04T09:00'),
      told('4', filed('2026-03-10T09:00')),
      told('5', filed('2026-03-10T10:00')),
    ];
    expect(chains(...courses)).toEqual([['1'], ['2', '5'], ['3', '4']]);
  });
});

it('every act that ends the clock of a decision ends the course, and every one that holds it counts as a pause or a correction', () => {
  const of = (effect: string) => LIFECYCLE.filter(({ decision }) => decision === effect);
  const after = (event: string, course: Course) =>
    courseAfter(course, { number: '1', type: event, effectiveAt: at('2026-03-04T09:00'), data: {} })!;
  const open = told('1', filed('2026-03-02T09:00'));
  expect(of('end').filter(({ event }) => after(event, open).end === null)).toEqual([]);
  for (const { event } of of('pause')) {
    const held = after(event, open);
    expect([event, held.pausedAt ?? held.askedAt]).toEqual([event, at('2026-03-04T09:00')]);
  }
  const all = [...of('pause')].reduce((course, { event }) => after(event, course), open);
  const freed = of('resume').reduce((course, { event }) => after(event, course), all);
  expect([freed.pausedAt, freed.askedAt]).toEqual([null, null]);
});
