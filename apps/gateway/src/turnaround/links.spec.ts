import { type TurnaroundView } from '#contracts/oversight.dto';
import { figuresOf } from '#rules/turnaround-table';
import { asked, withLinks } from './links';

const nothing = figuresOf([], new Map());
const view = (more: Partial<TurnaroundView> = {}) =>
  withLinks({
    by: ['item', 'park'],
    from: null,
    to: null,
    position: 7,
    rows: [{ item: '16', park: 'caohejing', ...nothing }],
    total: nothing,
    definitions: {} as TurnaroundView['definitions'],
    ...more,
  });

it('a line opens its own cases, in the window of the table', () => {
  const { rows, total } = view({ from: '2026-03-01', to: '2026-03-31' });
  const window = 'from=2026-03-01&to=2026-03-31';
  expect(rows[0]!.cases).toEqual({
    decided: `/api/v1/turnaround/cases?of=decided&item=16&park=caohejing&${window}`,
    onTheSpot: `/api/v1/turnaround/cases?of=on-the-spot&item=16&park=caohejing&${window}`,
    before: '/api/v1/turnaround/cases?of=before&item=16',
  });
  expect(total.cases.decided).toBe(`/api/v1/turnaround/cases?of=decided&${window}`);
});

it('what was measured before the pilot is opened over all years and parks, as it is measured', () => {
  expect(view({ rows: [{ park: 'caohejing', month: '2026-03', ...nothing }] }).rows[0]!.cases).toMatchObject({
    decided: '/api/v1/turnaround/cases?of=decided&park=caohejing&month=2026-03',
    before: '/api/v1/turnaround/cases?of=before',
  });
});

it('the person who asks is the one signed in, whatever the query says; the language is no part of the question', () => {
  expect(asked({ by: 'item', person: 'somebody', lang: 'zh' }, 'me')).toEqual({ by: 'item', person: 'me' });
});
