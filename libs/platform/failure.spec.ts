// Any error as it travels between apps: a code of the table, or INTERNAL with its text left in the log.
import { ERRORS } from '#contracts/errors';
import { Refusal } from '#rules/refusal';
import { Failure, fromWire, isDatabaseAway, isErrorCode, toWire } from './failure';

const fault = { pointer: '/a', code: 'REQUIRED', zh: '必填', en: 'is required' };
const coded = (code: string) => Object.assign(new Error('x'), { code });

it('a failure travels with its code, its figures and its fields, and arrives as it left', () => {
  const wire = toWire(new Failure('BAD_INPUT', { limit: 3 }, [fault]));
  expect(wire).toEqual({ code: 'BAD_INPUT', params: { limit: 3 }, errors: [fault] });
  expect(fromWire(JSON.parse(JSON.stringify(wire)) as typeof wire)).toMatchObject({
    name: 'Failure',
    code: 'BAD_INPUT',
    params: { limit: 3 },
    errors: [fault],
  });
});

it('a refusal of a rule travels like a failure', () => {
  expect(toWire(new Refusal('NO_DELEGATION', { item: '16' }))).toEqual({
    code: 'NO_DELEGATION',
    params: { item: '16' },
  });
});

it.each([
  ['a plain error', new Error('password=secret')],
  ['a code that is not in the table', coded('23505')],
  ['a name that every object has', { code: 'constructor' }],
  ['a thrown string', 'secret'],
  ['nothing at all', undefined],
  ['null', null],
])('%s becomes INTERNAL and tells nothing', (_, error) => {
  expect(toWire(error)).toEqual({ code: 'INTERNAL', params: {} });
});

it('a code that another version sent and we do not know becomes INTERNAL', () => {
  expect(fromWire({ code: 'FROM_THE_FUTURE', params: {} }).code).toBe('INTERNAL');
});

describe('Postgres away', () => {
  it.each(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '08006', '53300', '53100'])(
    'is %s, at whatever depth',
    (code) => {
      expect(isDatabaseAway(coded(code))).toBe(true);
      expect(isDatabaseAway({ driverError: coded(code) })).toBe(true);
      expect(toWire(new Error('outer', { cause: coded(code) }))).toEqual({ code: 'DATABASE_AWAY', params: {} });
    },
  );

  it("is the driver's own sentence too", () => {
    expect(isDatabaseAway(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isDatabaseAway(new Error('timeout exceeded when trying to connect'))).toBe(true);
  });

  it.each(['23505', '40001', '57014', '42P01'])('is not a statement that Postgres refused: %s', (code) => {
    expect(isDatabaseAway(coded(code))).toBe(false);
  });
});

it('isErrorCode is true for the codes of the table alone', () => {
  expect(Object.keys(ERRORS).every(isErrorCode)).toBe(true);
  expect(['toString', '', 7, null, 'bad_input'].some(isErrorCode)).toBe(false);
});
