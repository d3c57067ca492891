// How people act under rules that they did not know: at their own instants, but no later than they were asked, and in their own time.
import { at, calendar, partiesTo, permitFor } from '../../test/law';
import { askedUnder, type Change, type Fits } from './change';
import { type Definition } from './definition';
import { type Act, type ActData } from './doing';
import { type PastLife } from './past-life';
import { rehearse, relive } from './rehearse';

const permit: Definition = { ...permitFor('dept:fire', 'dept:water'), promised: { value: 15, unit: 'workday' } };
const act = (name: Act['act'], when: string, data: ActData = {}): Act => ({ act: name, at: at(when), by: 'p', data });
const opinion = (body: string, when: string) => act('opinion', when, { body: `dept:${body}`, verdict: 'AGREE' });
// March 2026 begins on a Sunday and has no holiday.
const filing = act('file', '2026-03-02T09:00', { parties: partiesTo(permit) });
const life: PastLife = {
  number: '16-1',
  filing,
  acts: [
    act('accept', '2026-03-03T10:00'),
    opinion('fire', '2026-03-04T15:00'),
    opinion('water', '2026-03-10T11:00'),
    act('decide', '2026-03-12T16:30', { outcome: 'GRANT' }),
  ],
};
const until = at('2026-05-01T00:00');
const ask = (...bodies: string[]): Change => ({
  reviewers: bodies.map((body) => ({ body: `dept:${body}`, when: null })),
});

function told(
  change: Change,
  {
    past = life,
    pace = 3,
    definition = permit,
  }: { past?: PastLife; pace?: number | null; definition?: Definition } = {},
) {
  const before = relive(past, { definition, calendar, until });
  const world = { definition: { ...definition, ...change }, calendar, until };
  const after = rehearse(askedUnder(past, change, definition, []), before.habits, () => pace, world);
  const lines = after.lived
    .filter(({ act: name }) => !/card|escalate|supervise|file/.test(name))
    .map(({ act: name, at: when, event }) => {
      const wall = new Date(when + 28_800_000).toISOString().slice(5, 16);
      return `${wall} ${name}${event.data.body ? ` ${event.data.body.replace('dept:', '')}` : ''}`;
    });
  return { lines, after };
}

describe('a decision', () => {
  it('comes sooner by the wait that is gone: two working days after the last opinion, at the same time of day', () => {
    expect(told(ask('fire')).lines).toEqual(['03-03T10:00 accept', '03-04T15:00 opinion fire', '03-06T16:30 decide']);
  });

  it('comes later by a body that is newly asked, which agrees at its pace', () => {
    const { lines, after } = told(ask('fire', 'water', 'greening'), { pace: 8 });
    expect(lines).toEqual([
      '03-03T10:00 accept',
      '03-04T15:00 opinion fire',
      '03-10T11:00 opinion water',
      '03-13T10:00 opinion greening',
      '03-17T16:30 decide',
    ]);
    expect([after.assumed, after.fallen, after.state.status]).toEqual([1, 0, 'GRANTED']);
  });

  it('of the day on which it could be taken comes as many minutes after that', () => {
    const acts = [...life.acts.slice(0, 3), act('decide', '2026-03-10T11:20', { outcome: 'GRANT' })];
    expect(told(ask('fire'), { past: { ...life, acts } }).lines.at(-1)).toBe('03-04T15:20 decide');
  });

  it('waits for a special procedure that is open, and is taken as soon as that is over', () => {
    const acts = [
      ...life.acts.slice(0, 2),
      act('pause', '2026-03-05T09:00', { reason: 'hearing', days: 3 }),
      opinion('water', '2026-03-06T11:00'),
      act('resume', '2026-03-13T09:00'),
      act('decide', '2026-03-13T16:00', { outcome: 'GRANT' }),
    ];
    // Five working days after the last opinion, the eleventh, is within the procedure.
    expect(told(ask('fire'), { past: { ...life, acts } }).lines.slice(-2)).toEqual([
      '03-13T09:00 resume',
      '03-13T09:00 decide',
    ]);
  });

  it('that nobody took is not taken either way', () => {
    const acts = life.acts.slice(0, 3);
    const { after } = told(ask('fire'), { past: { ...life, acts } });
    expect([after.state.status, after.state.endedAt]).toEqual(['DECISION', null]);
  });
});

describe('an opinion', () => {
  it('keeps its instant when it is asked for sooner', () => {
    const slow = {
      ...life,
      acts: life.acts.map((one) => (one.act === 'accept' ? { ...one, at: at('2026-03-04T10:00') } : one)),
    };
    const { lines, after } = told({ acceptance: { value: 1, unit: 'workday' } }, { past: slow });
    expect(lines).toEqual([
      '03-04T00:00 deem-accepted',
      '03-04T15:00 opinion fire',
      '03-10T11:00 opinion water',
      '03-12T16:30 decide',
    ]);
    expect(after.fallen).toBe(1); // the acceptance itself had come too late
  });

  it('that was given before it is asked for comes after as many working days as it took', () => {
    const definition = { ...permit, acceptance: { value: 1, unit: 'workday' as const } };
    const past = { ...life, acts: life.acts.slice(1) };
    // Asked on the 4th at 00:00 it came on the same day at 15:00; asked on the 10th at 00:00 it does so again.
    const { lines } = told({ acceptance: { value: 5, unit: 'workday' } }, { past, definition });
    expect(lines).toEqual([
      '03-10T00:00 deem-accepted',
      '03-10T11:00 opinion water',
      '03-10T15:00 opinion fire',
      '03-12T16:30 decide',
    ]);
  });

  it('of a body that is asked no longer falls away; of one whose pace nobody knows never comes', () => {
    const { after, lines } = told(ask('greening'), { pace: null });
    expect(lines).toEqual(['03-03T10:00 accept']);
    // Two opinions that nobody asks for, and the decision that waits for a third.
    expect([after.state.status, after.fallen, after.assumed]).toEqual(['REVIEW', 3, 0]);
  });

  it('that nobody gave although it was asked for is not assumed', () => {
    const past = { ...life, acts: life.acts.slice(0, 2) };
    expect(told(ask('fire', 'water'), { past }).after.assumed).toBe(0);
  });
});

it('an act that the changed item does not allow falls away, and the case goes on without it', () => {
  const definition = { ...permit, extension: { value: 10, unit: 'day' as const } };
  const acts = [...life.acts.slice(0, 2), act('extend', '2026-03-05T09:00', { days: 8 }), ...life.acts.slice(2)];
  const { after } = told({ extension: null }, { past: { ...life, acts }, definition });
  expect([after.fallen, after.state.status]).toEqual([1, 'GRANTED']);
});

describe('whom the changed item asks', () => {
  const when = { properties: { ownsLand: { const: true } } };
  const fitsNot: Fits = () => false;
  const supplement = act('supplement', '2026-03-04T09:00', { reviewers: ['dept:water'] });
  const past = { ...life, acts: [supplement] };
  const had: Definition = { ...permit, reviewers: [{ body: 'dept:water', when }] };
  const asked = (change: Change, forms: readonly Fits[] = []) => {
    const { filing: first, acts } = askedUnder(past, change, had, forms);
    return [first.data.parties!.reviewers, acts[0]!.data.reviewers];
  };
  const conditional = (body: string, schema: object): Change => ({ reviewers: [{ body, when: schema }] });

  it('by a condition that the item already had is whom it asked', () => {
    expect(asked(conditional('dept:water', when), [fitsNot, fitsNot])).toEqual([['dept:water'], ['dept:water']]);
    const none = askedUnder(
      { ...past, acts: [] },
      conditional('dept:fire', when),
      { ...had, reviewers: [{ body: 'dept:fire', when }] },
      [],
    );
    expect(none.filing.data.parties!.reviewers).toEqual(['dept:fire']);
    const left = { ...filing, data: { parties: { ...partiesTo(permit), reviewers: [] } } };
    expect(
      askedUnder({ ...past, filing: left }, conditional('dept:water', when), had, []).filing.data.parties!.reviewers,
    ).toEqual([]);
  });

  it('by the same condition with its names in another order is whom it asked', () => {
    const [one, other] = [
      { type: 'object', ...when },
      { ...when, type: 'object' },
    ];
    const definition = { ...permit, reviewers: [{ body: 'dept:water', when: one }] };
    const { filing: first } = askedUnder(past, conditional('dept:water', other), definition, [fitsNot]);
    expect(first.data.parties!.reviewers).toEqual(['dept:water']);
  });

  it('by a new condition is whom the form of that day fits, and everybody where no form is known', () => {
    const other = conditional('dept:water', { properties: {} });
    expect(asked(other, [fitsNot, () => true])).toEqual([[], ['dept:water']]);
    expect(asked(other, [null, fitsNot])).toEqual([['dept:water'], []]);
    expect(asked(ask('greening'), [fitsNot, fitsNot])).toEqual([['dept:greening'], ['dept:greening']]);
  });

  it('is the park of the case where the item names every park, and nobody twice', () => {
    const every = {
      reviewers: [
        { body: 'park:*', when: null },
        { body: 'park:caohejing', when: null },
      ],
    };
    expect(asked(every)[0]).toEqual(['park:caohejing']);
  });

  it('is as recorded where the change says nothing of it', () => {
    expect(askedUnder(past, { promised: permit.promised }, had, [])).toBe(past);
  });
});

it('silence that counts as consent ends a wait sooner; the decision keeps its own working days, and the late opinion falls away', () => {
  const silence = { value: 2, unit: 'workday' as const };
  const change: Change = { reviewers: ['dept:fire', 'dept:water'].map((body) => ({ body, when: null, silence })) };
  expect(told(change).lines).toEqual([
    '03-03T10:00 accept',
    '03-04T15:00 opinion fire',
    '03-06T00:00 deem-agreed',
    '03-10T16:30 decide',
  ]);
});
