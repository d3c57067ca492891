// How much lies open at once, how long it lies, and how fast bodies answer.
import { at, calendar, partiesTo, permitFor } from '../../test/law';
import { lifeOf } from './past-life';
import { matterOf, silencesIn, Simulation } from './simulate';
import { Load } from './load';
import { Paces } from './pace';
import { type Lived } from './replay';
import { type CaseState, type Step } from './state';
import { dayNumber } from './workday';

const step = (kind: Step['kind'], body: string, from: string, to: string | null): Step => ({
  id: `${kind}/${body}`,
  kind,
  body,
  openedAt: at(from),
  endedAt: to === null ? null : at(to),
  outcome: null,
});
const parties = partiesTo(permitFor('dept:fire'));
const stateOf = (from: string, to: string | null, steps: Step[] = []) =>
  ({ parties, receivedAt: at(from), endedAt: to === null ? null : at(to), steps }) as unknown as CaseState;

describe('the load of a park', () => {
  it('is what lies open on each day from receipt to end, over working days; the peak may fall on any', () => {
    const load = new Load(calendar, at('2026-03-13T12:00'));
    load.add(stateOf('2026-03-02T09:00', '2026-03-04T09:00'));
    load.add(stateOf('2026-03-04T09:00', '2026-03-06T09:00'));
    load.add(stateOf('2026-03-09T09:00', null));
    load.add(stateOf('2026-03-13T09:00', null));
    const span = load.span('caohejing')!;
    expect(span).toEqual([dayNumber('2026-03-02'), dayNumber('2026-03-13')]);
    // 1, 1, 2, 1, 1 in the first week, and 1, 1, 1, 1, 2 in the second.
    expect(load.of('caohejing', span).cases).toEqual({ mean: 1.2, peak: 2, peakOn: '2026-03-04' });
  });

  it('counts the steps that lie with offices, and for each body the working days that they lie there', () => {
    const load = new Load(calendar, at('2026-03-13T12:00'));
    const steps = [
      step('CORRECTION', 'enterprise:a', '2026-03-02T09:00', '2026-03-10T09:00'),
      step('REVIEW', 'dept:fire', '2026-03-06T09:00', '2026-03-09T09:00'),
      step('DECISION', 'park:caohejing', '2026-03-09T09:00', null),
    ];
    load.add(stateOf('2026-03-02T09:00', null, steps));
    expect(load.bodies()).toEqual([
      ['dept:fire', 1],
      ['park:caohejing', 4],
    ]);
    expect(load.of('caohejing', load.span('caohejing')!).steps).toEqual({ mean: 0.7, peak: 2, peakOn: '2026-03-09' });
  });
});

it('ends with the case: a step that it left open counts to its end, one that opens behind it not at all', () => {
  const load = new Load(calendar, at('2026-03-13T12:00'));
  const steps = [
    step('SUPERVISION', 'commission', '2026-03-03T00:00', null),
    step('WORK', 'park:caohejing', '2026-03-09T00:00', null),
  ];
  load.add(stateOf('2026-03-02T09:00', '2026-03-06T09:00', steps));
  expect(load.bodies()).toEqual([['commission', 3]]);
});

describe('the pace of a body', () => {
  const paces = new Paces(calendar);
  const asked = dayNumber('2026-03-02');
  paces.add('dept:fire', asked, asked + 1, true);
  paces.add('dept:fire', asked, asked + 2, false, 2);
  paces.add('dept:fire', asked, asked + 1, false);
  paces.add('dept:fire', asked, asked + 9, false);
  paces.add('dept:water', asked, asked + 4, true, 3);
  paces.add('dept:energy', asked, asked + 9, false, 100);

  it('is the median of its own, on whatever item', () => expect(paces.of('dept:fire')).toBe(2));
  it('is that of all co-reviewers of the item where it never answered', () => expect(paces.of('dept:law')).toBe(4));
  it('is unknown where nobody ever did', () => expect(new Paces(calendar).of('dept:fire')).toBeNull());
});

describe('a life from the log', () => {
  it('is what people did; what time and the machine did follows, and so does its repair', () => {
    const types = [
      'filed',
      'deemed-accepted',
      'opinion-given',
      'yellow-carded',
      'decided',
      'work-failed',
      'work-retried',
    ];
    const events = types.map((type, i) => ({ type: `case.${type}.v1`, at: i, actor: 'p', data: { parties } }));
    const { filing, acts } = lifeOf('16-1', events);
    expect([filing.act, ...acts.map(({ act }) => act)]).toEqual(['file', 'opinion', 'decide']);
  });
});

it('a review that an act of time ends is agreed by silence; one that the end of the case ends is not', () => {
  const open = step('REVIEW', 'dept:fire', '2026-03-02T09:00', null);
  const ended = { ...open, endedAt: at('2026-03-09T00:00') };
  const lived = (act: Lived['act'], steps: Step[], to: string | null = null) =>
    ({ act, at: 0, state: stateOf('2026-03-02T09:00', to, steps), event: { type: '', data: {} } }) as Lived;
  expect(silencesIn([lived('accept', [open]), lived('end-publicity', [ended])])).toBe(1);
  expect(silencesIn([lived('accept', [open]), lived('yellow-card', [open])])).toBe(0);
  expect(silencesIn([lived('accept', [open]), lived('opinion', [ended])])).toBe(0);
  expect(silencesIn([lived('accept', [open]), lived('record', [ended], '2026-03-09T00:00')])).toBe(0);
});

it('a case of before the pilot counts as decided, and asks whom the change asks', () => {
  const permit = permitFor('dept:fire');
  const said = (act: 'accept' | 'opinion' | 'decide', when: string) => {
    return {
      act,
      at: at(when),
      by: 'p',
      data: { outcome: 'GRANT' as const, verdict: 'AGREE' as const, body: 'dept:fire' },
    };
  };
  const acts = [
    said('accept', '2026-03-03T10:00'),
    said('opinion', '2026-03-05T10:00'),
    said('decide', '2026-03-06T10:00'),
  ];
  const data = { parties: partiesTo(permit), delegation: null };
  const life = { number: '1', filing: { act: 'file' as const, at: at('2026-03-02T09:00'), by: 'p', data }, acts };
  const setting = { calendar, until: at('2026-04-01T00:00'), paceOf: () => null, resubmitting: new Set<string>() };
  const simulation = new Simulation(setting);
  simulation.add({ life, definition: permit, forms: [] }, { reviewers: [] });
  const { before, after, fallenActs } = simulation.report();
  expect([before.decided, before.net!.mean, after.net!.mean, fallenActs]).toEqual([1, 4, 2, 1]);
});

it('each decided case counts once, on time by the promise that it was filed under', () => {
  const acts = [
    { act: 'accept' as const, at: at('2026-03-03T10:00'), by: 'p', data: {} },
    { act: 'decide' as const, at: at('2026-03-04T10:00'), by: 'p', data: { outcome: 'GRANT' as const } },
  ];
  const setting = { calendar, until: at('2026-04-01T00:00'), paceOf: () => null, resubmitting: new Set<string>() };
  const simulation = new Simulation(setting);
  [4, 1, 4].forEach((days, i) => {
    const definition = { ...permitFor(), promised: { value: days, unit: 'workday' as const } };
    const data = { parties: partiesTo(definition), delegation: 'd' };
    const filing = { act: 'file' as const, at: at('2026-03-02T09:00'), by: 'p', data };
    simulation.add({ life: { number: `${i}`, filing, acts }, definition, forms: [] }, {});
  });
  const { decided, net, onTime } = simulation.report().before;
  expect([decided, net!.mean, onTime]).toEqual([3, 2, { n: 2, share: 0.6667 }]);
});

it('a case withdrawn late and filed anew is one, with the days of both', () => {
  const permit = permitFor();
  const filed = (number: string, from: string, acts: [name: 'withdraw' | 'accept' | 'decide', at: string][]) => {
    const all = acts.map(([act, when]) => ({ act, at: at(when), by: 'p', data: { outcome: 'GRANT' as const } }));
    const filing = {
      act: 'file' as const,
      at: at(from),
      by: 'p',
      data: { parties: partiesTo(permit), delegation: 'd' },
    };
    return { life: { number, filing, acts: all }, definition: permit, forms: [] };
  };
  const { applicant, park } = partiesTo(permit);
  const setting = { calendar, until: at('2026-04-01T00:00'), paceOf: () => null };
  const simulation = new Simulation({ ...setting, resubmitting: new Set([matterOf({ applicant, park })]) });
  // The later one first: the order in which cases come does not matter.
  simulation.add(
    filed('2', '2026-03-10T09:00', [
      ['accept', '2026-03-10T10:00'],
      ['decide', '2026-03-12T10:00'],
    ]),
    {},
  );
  simulation.add(filed('1', '2026-03-02T09:00', [['withdraw', '2026-03-09T10:00']]), {});
  const { before, after, differing, cases } = simulation.report();
  expect([cases, before.decided, before.net]).toEqual([2, 1, { mean: 7, median: 7, p90: 7 }]);
  expect([before.yellowCards, before.redCards, before.promiseMissed, before.open]).toEqual([1, 1, 1, 0]);
  expect(after).toEqual(before);
  expect(differing).toEqual([]);
});
