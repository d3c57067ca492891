import { movesOf } from './moves';

const event = (type: string, data = {}) => ({ type, effectiveAt: '2026-09-18T16:10:00+08:00', data });

it('a correction on the office’s own time moves no clock', () => {
  const timeline = [
    event('case.correction-requested.v1', { counts: 'APPLICANT' }),
    event('case.supplemented.v1'),
    event('case.correction-requested.v1', { counts: 'OFFICE' }),
    event('case.supplemented.v1'),
    event('case.paused.v1', { days: 5 }),
    event('case.opinion-given.v1'),
  ];
  expect(movesOf(timeline).map(({ type, days }) => [type, days])).toEqual([
    ['case.correction-requested.v1', null],
    ['case.supplemented.v1', null],
    ['case.paused.v1', 5],
  ]);
});

it('a hearing and experts hold the clock as any special procedure does', () => {
  const types = [
    'case.experts-convened.v1',
    'case.hearing-announced.v1',
    'case.hearing-recorded.v1',
    'case.extended.v1',
  ];
  expect(movesOf(types.map((type) => event(type))).map(({ type }) => type)).toEqual(types);
});
