// Publicity beside the reviews: at least ten days, objections answered with the decision. 上海市城乡规划条例 35, 37.
import { at, calendar, FILED, partiesTo, permitFor } from '../../test/law';
import { type Definition } from './definition';
import { settle } from './due';
import { type ActName } from './lifecycle';
import { type ActData } from './doing';
import { offered, reduce } from './reduce';
import { type CaseState } from './state';

const design: Definition = {
  ...permitFor('dept:fire'),
  code: '5',
  start: 'ACCEPTANCE',
  statutory: { value: 30, unit: 'workday' },
  promised: { value: 20, unit: 'workday' },
  publicity: { value: 10, unit: 'day' },
};
const ACCEPTED_AT = at('2026-10-12T10:00');
const OVER_AT = at('2026-10-23T00:00'); // ten days after the 12th: the 13th to the 22nd

const act = (state: CaseState, name: ActName, when: number, data: ActData = {}) =>
  reduce(state, { act: name, at: when, by: 'person:p', data }, design, calendar).state;
const filed = reduce(null, { act: 'file', at: FILED, by: 'p', data: { parties: partiesTo(design) } }, design, calendar);
const accepted = act(filed.state, 'accept', ACCEPTED_AT);
const agreed = (state: CaseState) =>
  act(state, 'opinion', at('2026-10-13T10:00'), { verdict: 'AGREE', body: 'dept:fire' });
const objected = (state: CaseState) => act(state, 'object', at('2026-10-14T10:00'));
const settled = (state: CaseState, when = OVER_AT) => settle(state, design, calendar, when);

it('上海市城乡规划条例 第三十七条: begins with acceptance and lasts ten days, the first not counted', () => {
  expect(accepted.steps.find(({ kind }) => kind === 'PUBLICITY')).toMatchObject({
    openedAt: ACCEPTED_AT,
    endedAt: null,
  });
  expect(accepted.instants).toContainEqual({ act: 'end-publicity', at: OVER_AT, level: null });
});

it('the decision waits for it, though every department has answered', () => {
  expect(agreed(accepted).status).toBe('REVIEW');
  expect(settled(agreed(accepted), OVER_AT - 1).state.status).toBe('REVIEW');
  expect(settled(agreed(accepted)).state.status).toBe('DECISION');
});

it('its end opens no decision while a department is silent', () => {
  const { state } = settled(accepted);
  expect(state.status).toBe('REVIEW');
  expect(agreed(state).status).toBe('DECISION');
});

it('an objection must be answered by the decision, whichever it is', () => {
  const { state, settled: ended } = settled(agreed(objected(accepted)));
  expect(ended.map(({ event }) => event.type)).toContain('case.publicity-ended.v1');
  const decide = (data: ActData) => act(state, 'decide', at('2026-10-23T10:00'), data).status;
  expect(() => decide({ outcome: 'GRANT' })).toThrow('OBJECTION_UNANSWERED');
  expect(() => decide({ outcome: 'REFUSE' })).toThrow('OBJECTION_UNANSWERED');
  expect(decide({ outcome: 'GRANT', objectionsHandled: true })).toBe('GRANTED');
});

it('objections are numbered, and their steps close with the case', () => {
  const twice = objected(objected(accepted));
  expect(twice.steps.filter(({ kind }) => kind === 'OBJECTION').map(({ id }) => id)).toEqual([
    'objection/1',
    'objection/2',
  ]);
  expect(act(twice, 'withdraw', at('2026-10-15T10:00')).steps.every(({ endedAt }) => endedAt !== null)).toBe(true);
});

it('tells how it ended: silent, or with objections', () => {
  const outcome = (state: CaseState) => settled(state).state.steps.find(({ kind }) => kind === 'PUBLICITY')!.outcome;
  expect([outcome(accepted), outcome(objected(accepted))]).toEqual(['SILENT', 'OBJECTED']);
});

it('after its end nobody can object any more', () => {
  const { state } = settled(accepted);
  expect(offered(accepted, design)).toContain('object');
  expect(offered(state, design)).not.toContain('object');
  expect(() => objected(state)).toThrow('PUBLICITY_ENDED');
});

it('an item without publicity has no such step and no such act', () => {
  const plain = permitFor('dept:fire');
  const start = reduce(null, { act: 'file', at: FILED, by: 'p', data: { parties: partiesTo(plain) } }, plain, calendar);
  const { state } = reduce(start.state, { act: 'accept', at: FILED, by: 'p', data: {} }, plain, calendar);
  expect(state.steps.map(({ kind }) => kind)).toEqual(['ACCEPTANCE', 'REVIEW']);
  expect(offered(state, plain)).not.toContain('object');
});

describe('cut short, because the review was ended early', () => {
  const dissent = act(accepted, 'opinion', at('2026-10-13T10:00'), { verdict: 'DISAGREE', body: 'dept:fire' });
  const cut = act(dissent, 'close-review', at('2026-10-14T10:00'));
  const grant = { outcome: 'GRANT', dissentHandled: true } as const;
  const again = act(cut, 'recirculate', at('2026-10-15T10:00'), { bodies: ['dept:fire'] });
  const heard = act(again, 'opinion', at('2026-10-16T10:00'), { verdict: 'AGREE', body: 'dept:fire' });
  const anewOverAt = at('2026-10-27T00:00'); // ten days after the 15th; the last, a Sunday, gives way to the Monday

  it('nothing is granted, though everybody asked has answered', () => {
    expect(cut.status).toBe('DECISION');
    expect(() => act(cut, 'decide', at('2026-10-15T10:00'), grant)).toThrow('PUBLICITY_CUT');
    expect(act(cut, 'decide', at('2026-10-15T10:00'), { outcome: 'REFUSE' }).status).toBe('REFUSED');
  });

  it('it begins anew when departments are asked again, and lasts its whole days', () => {
    expect(again.steps.filter(({ kind }) => kind === 'PUBLICITY').map(({ id }) => id)).toEqual([
      'publicity',
      'publicity/2',
    ]);
    expect(heard.status).toBe('REVIEW');
    expect(settled(heard, anewOverAt - 1).state.status).toBe('REVIEW');
    const over = settled(heard, anewOverAt).state;
    expect(act(over, 'decide', anewOverAt, grant).status).toBe('GRANTED');
  });
});
