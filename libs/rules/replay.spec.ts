// A past case lived again: people's acts at their own dates, those of time between them, and the same refusals as today.
import { at, calendar, FILED, partiesTo, permitFor } from '../../test/law';
import { settle } from './due';
import { type Act, type ActData } from './doing';
import { reduce } from './reduce';
import { Refusal } from './refusal';
import { replay } from './replay';
import { type CaseState } from './state';

const permit = permitFor('dept:fire');
const YEAR_END = at('2026-12-31T00:00');
const bounds = { definition: permit, calendar, until: YEAR_END };
const act = (name: Act['act'], when: string, data: ActData = {}): Act => ({
  act: name,
  at: at(when),
  by: 'import',
  data,
});
const filing: Act = { act: 'file', at: FILED, by: 'import', data: { parties: partiesTo(permit) } };
const accept = act('accept', '2026-09-21T09:00');
const agree = act('opinion', '2026-09-21T15:00', { body: 'dept:fire', verdict: 'AGREE' });
const grant = act('decide', '2026-09-21T16:00', { outcome: 'GRANT' });

const told = ({ lived }: ReturnType<typeof replay>) =>
  lived.map((one) => `${new Date(one.at + 28_800_000).toISOString().slice(0, 16)} ${one.act}`);
const refusalOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, params: error.params, path: error.path };
    throw error;
  }
  return null;
};

describe('a case lived again', () => {
  it('has each act at its own date, and nothing of time where people were in time', () => {
    const past = replay(filing, [accept, agree, grant], bounds);
    expect(told(past)).toEqual([
      '2026-09-18T16:10 file',
      '2026-09-21T09:00 accept',
      '2026-09-21T15:00 opinion',
      '2026-09-21T16:00 decide',
    ]);
    expect(past.state).toMatchObject({ status: 'GRANTED', endedAt: grant.at });
    // A Sunday that makes up for a holiday, and the Monday.
    expect(past.lived.at(-1)!.event.data).toMatchObject({ outcome: 'GRANT', net: 2, onTime: true });
  });

  it('has what time had to do at its legal instants, between the acts of people', () => {
    const late = { ...grant, at: at('2026-09-24T10:00') };
    expect(told(replay(filing, [accept, agree, late], bounds))).toEqual([
      '2026-09-18T16:10 file',
      '2026-09-21T09:00 accept',
      '2026-09-21T15:00 opinion',
      '2026-09-22T00:00 yellow-card',
      '2026-09-24T00:00 red-card',
      '2026-09-24T10:00 decide',
    ]);
  });

  it('that nobody acted on is settled up to today, no further', () => {
    expect(told(replay(filing, [], bounds)).slice(1)).toEqual([
      '2026-09-22T00:00 yellow-card',
      '2026-09-24T00:00 red-card',
      '2026-09-25T00:00 deem-accepted',
      '2026-09-25T00:00 escalate',
      '2026-09-29T00:00 supervise',
    ]);
    const until = at('2026-09-24T00:00') - 1;
    expect(told(replay(filing, [], { ...bounds, until })).at(-1)).toBe('2026-09-22T00:00 yellow-card');
  });

  it('comes to the state that the same acts make one by one today', () => {
    const today = [filing, accept, agree, grant].reduce<CaseState | null>((state, one) => {
      const settled = state && settle(state, permit, calendar, one.at).state;
      return reduce(settled, one, permit, calendar).state;
    }, null);
    expect(replay(filing, [accept, agree, grant], bounds).state).toEqual(today);
  });

  it('is lived in the order of the instants, in whatever order the acts are given; the list stays as it was', () => {
    const given = [grant, accept, agree];
    expect(told(replay(filing, given, bounds))).toEqual(told(replay(filing, [accept, agree, grant], bounds)));
    expect(given).toEqual([grant, accept, agree]);
  });

  it('keeps the order given where instants are equal, from the instant of the filing on', () => {
    const same = [accept, agree, grant].map((one) => ({ ...one, at: FILED }));
    expect(told(replay(filing, same, bounds)).map((line) => line.slice(17))).toEqual([
      ...['file', 'accept', 'opinion', 'decide'],
    ]);
    expect(refusalOf(() => replay(filing, [same[1]!, same[0]!], bounds))).toMatchObject({
      code: 'ACT_OUT_OF_TURN',
      path: 'acts.0',
    });
  });

  it('that is recorded on the spot has its record with its filing', () => {
    const definition = { ...permit, onTheSpot: true };
    const { state, lived } = replay(filing, [], { ...bounds, definition });
    expect(lived.map((one) => [one.act, one.at])).toEqual([
      ['file', FILED],
      ['record', FILED],
    ]);
    expect(state.status).toBe('RECORDED');
  });
});

describe('the past obeys the rules of the present', () => {
  it('an act at exactly the instant of time is late', () => {
    const midnight = { ...accept, at: at('2026-09-25T00:00') };
    expect(told(replay(filing, [{ ...midnight, at: midnight.at - 1 }], bounds))).toContain('2026-09-24T23:59 accept');
    expect(refusalOf(() => replay(filing, [midnight], bounds))).toEqual({
      code: 'ACT_OUT_OF_TURN',
      params: { act: 'accept', status: 'REVIEW' },
      path: 'acts.0',
    });
  });

  it.each<[string, Act, string, object]>([
    ['before the filing', { ...accept, at: FILED - 1 }, 'ACT_OUT_OF_TURN', { act: 'accept', status: 'NONE' }],
    ['after today', { ...grant, at: YEAR_END + 1 }, 'ACT_IN_FUTURE', { act: 'decide' }],
    ['that its status does not allow', accept, 'ACT_OUT_OF_TURN', { act: 'accept', status: 'REVIEW' }],
    ['that lacks what it needs', { ...grant, data: {} }, 'BAD_INPUT', { missing: 'outcome' }],
  ])('an act %s is refused by its place among those given', (_, wrong, code, params) => {
    // Third as given: where it comes in the order of instants does not matter.
    const given = [agree, { ...accept, at: accept.at - 1 }, wrong];
    expect(refusalOf(() => replay(filing, given, bounds))).toEqual({ code, params, path: 'acts.2' });
  });

  it('an act of today itself is no future', () => {
    expect(replay(filing, [accept, agree, grant], { ...bounds, until: grant.at }).state.status).toBe('GRANTED');
  });

  it('a filing after today, or of a year that no calendar knows, is refused as the filing', () => {
    expect(refusalOf(() => replay({ ...filing, at: YEAR_END + 1 }, [], bounds))).toMatchObject({
      code: 'ACT_IN_FUTURE',
      path: 'filing',
    });
    expect(refusalOf(() => replay({ ...filing, at: at('1999-03-01T09:00') }, [], bounds))).toMatchObject({
      code: 'CALENDAR_UNKNOWN',
      path: 'filing',
    });
  });

  it('what is no refusal of the law is thrown as it came', () => {
    const broken = { ...filing, data: {} };
    expect(() => replay(broken, [], bounds)).toThrow(TypeError);
  });
});
