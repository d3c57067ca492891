// The shape of the request. What becomes of its rows is in test/journeys/door-bulk.spec.ts.
import { rowsOf } from './bulk';

describe('the request', () => {
  it('has at most a thousand rows', () => {
    expect(rowsOf({ rows: new Array(1_000).fill(1) })).toHaveLength(1_000);
    expect(() => rowsOf({ rows: new Array(1_001).fill(1) })).toThrow('TOO_MANY_ROWS');
  });

  it('is an object with rows', () => {
    expect(() => rowsOf(undefined)).toThrow('BAD_REQUEST');
    expect(() => rowsOf([])).toThrow('BAD_REQUEST');
    expect(() => rowsOf({ rows: {} })).toThrow('BAD_INPUT');
  });
});
