import { type EventView } from '#contracts/cases.dto';
import { defectsOf } from './defects';

const notice = (no: number, items: (string | null)[], texts: Record<string, string>): EventView => ({
  no,
  type: 'case.correction-requested.v1',
  effectiveAt: '',
  recordedAt: '',
  actor: 'p2001',
  data: { items },
  texts,
});

it('are those of the newest notice, each with its field', () => {
  const old = notice(2, ['/a'], { 'items.0': 'old' });
  const fresh = notice(4, ['/contractPriceYuan', null], { 'items.0': '价格', 'items.1': '公章', reason: 'x' });
  expect(defectsOf([old, fresh])).toEqual([
    { pointer: '/contractPriceYuan', text: '价格' },
    { pointer: null, text: '公章' },
  ]);
  expect(defectsOf([])).toEqual([]);
});
