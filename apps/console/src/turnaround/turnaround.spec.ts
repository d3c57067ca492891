// The commission's table: the question in the address, the heat map, the file.
import { type Counted } from '#rules/tally';
import { figuresOf, type TableRow } from '#rules/turnaround-table';
import { COLUMNS, written } from './figures';
import { mapOf, shownOf, warmth } from './heat';
import { isDay, queryOf, questionIn, wrongDays } from './question';
import { sheetOf } from './sheet';

const decided = (net: number): Counted => ({
  item: '16', park: 'caohejing', month: '2026-11', kind: 'DECIDED', isResubmitted: false, times: 1, net, gross: net + 2,
  pausedDays: 0, correctionDays: 0, isExtended: false, isOnTime: net <= 4, yellowCards: 0, redCards: 0, revokedCards: 0, statutory: 5, promised: 4,
}); // prettier-ignore
const row = (nets: number[], place: object = {}): TableRow => ({
  item: '16',
  park: 'caohejing',
  ...place,
  ...figuresOf(nets.map(decided), new Map()),
});

describe('the question', () => {
  it('goes into an address and back', () => {
    const question = { by: ['item', 'month'] as const, from: '2026-01-01', to: '' };
    expect(queryOf(question).toString()).toBe('by=item%2Cmonth&from=2026-01-01');
    expect(questionIn(queryOf(question))).toEqual(question);
  });

  it('is park × item if nothing is asked, and no group if none is', () => {
    expect(questionIn(new URLSearchParams()).by).toEqual(['park', 'item']);
    expect(questionIn(new URLSearchParams('by=')).by).toEqual([]);
  });

  it('takes days that there are, in their order', () => {
    expect(wrongDays({ from: '', to: '' })).toBeNull();
    expect(wrongDays({ from: '2026-02-30', to: '' })).toBe('dateWrong');
    expect(wrongDays({ from: '2026-3-1', to: '' })).toBe('dateWrong');
    expect(wrongDays({ from: '2026-03-02', to: '2026-03-01' })).toBe('dateOrder');
    expect(isDay('2028-02-29')).toBe(true);
  });
});

describe('the heat map', () => {
  it('shows the cut to quote, and nothing where there is none', () => {
    expect(shownOf(row([2, 2]), 'cut')).toEqual({ value: 0.6, unit: 'share' });
    expect(shownOf(row([]), 'cut').value).toBeNull();
    expect(shownOf(row([1, 2, 9]), 'median')).toEqual({ value: 2, unit: 'days' });
    expect(shownOf(row([1, 9]), 'onTime').value).toBe(0.5);
  });

  it('is warmer where it is better: more of a share, fewer days; a count is not judged', () => {
    const days = [1, 5, 10].map((value) => ({ value, unit: 'days' as const }));
    expect(days.map((one) => warmth(one, days))).toEqual([4, 2, 0]);
    expect([-0.5, 0.35, 1].map((value) => warmth({ value, unit: 'share' }, []))).toEqual([0, 1, 4]);
    expect(warmth({ value: 3, unit: 'count' }, [])).toBeNull();
    expect(warmth({ value: 3, unit: 'days' }, [{ value: 3, unit: 'days' }])).toBe(2);
  });

  it('has each line in its place', () => {
    const [a, b] = [row([1]), row([2], { park: 'jinqiao', item: '11' })];
    const { parks, items, at } = mapOf([a, b]);
    expect([parks, items]).toEqual([
      ['caohejing', 'jinqiao'],
      ['16', '11'],
    ]);
    expect(at('jinqiao', '11')).toBe(b);
    expect(at('jinqiao', '16')).toBeNull();
  });
});

describe('the file', () => {
  const head = (column: string) => column;
  it('begins with the mark that Excel looks for and has every figure in its column', () => {
    const [first, second] = sheetOf([row([2, 4])], ['park', 'item'], head, (_, code) => code).split('\n');
    expect(first).toMatch(/^\ufeffpark,item,n,isFew,netMean/);
    expect(second).toMatch(/^caohejing,16,2,1,3,2,4,5,4,6,1,1,/);
    expect(second!.split(',')).toHaveLength(first!.split(',').length);
  });

  it('quotes what holds a comma and disarms a formula', () => {
    const text = sheetOf([row([2])], ['park', 'item'], head, (group) => (group === 'park' ? '=1+1' : '一,二'));
    expect(text).toContain(`\n'=1+1,"一,二",1,`);
  });
});

it('every figure of the table has a definition of its own kind, and is written in words or digits', () => {
  const line = row([1, 2, 3]);
  for (const column of COLUMNS) expect(line).toHaveProperty(column.defines);
  expect(written(0.345, 'share', 'zh')).toBe('34.5%');
  expect(written(1234.567, 'days', 'en')).toBe('1,234.57');
  expect(written(null, 'days', 'en')).toBeNull();
});
