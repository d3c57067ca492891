// Exact decimals: nothing is rounded before it is told.
import * as fc from 'fast-check';
import { compare, decimal, minus, numberOf, plus, quotient, times } from './decimal';

const of = (text: string) => decimal(text);

describe('a decimal', () => {
  it('is exactly what is written: 0.1 and 0.2 are 0.3', () => {
    expect(compare(plus(of('0.1'), of('0.2')), of('0.3'))).toBe(0);
    expect(numberOf(plus(of('0.1'), of('0.2')))).toBe(0.3);
  });

  it('is told from its neighbour at any place', () => {
    expect(compare(of('0.3000000000000000000000000000000000001'), of('0.3'))).toBeGreaterThan(0);
    expect(compare(of('-0.3'), of('-0.30000000000000000000001'))).toBeGreaterThan(0);
    expect(compare(of('3e-1'), of('0.30'))).toBe(0);
    expect(compare(of('1.5E+3'), of('1500'))).toBe(0);
    expect(compare(of('-0'), of('0'))).toBe(0);
  });

  it.each(['', '.5', '5.', '+1', '1,5', '0x1', 'NaN', 'Infinity', ' 1', '1e', '1e61', '1e-61', '1'.repeat(61)])(
    '%j is none',
    (text) => {
      expect(() => of(text)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    },
  );

  it('may have sixty characters and an exponent of sixty', () => {
    expect(numberOf(of('9'.repeat(60)))).toBe(1e60);
    expect(numberOf(of('1e60'))).toBe(1e60);
    expect(numberOf(of('1e-60'))).toBe(1e-60);
  });
});

describe('arithmetic', () => {
  const small = fc.integer({ min: -1_000_000, max: 1_000_000 });

  it('agrees with whole numbers, whatever the scale they are written in', () => {
    fc.assert(
      fc.property(small, small, fc.nat(6), fc.nat(6), (a, b, x, y) => {
        const left = of(`${a}${'0'.repeat(x)}e-${x}`);
        const right = of(`${b}${'0'.repeat(y)}e-${y}`);
        expect(numberOf(plus(left, right))).toBe(a + b);
        expect(numberOf(minus(left, right))).toBe(a - b);
        expect(numberOf(times(left, right)) + 0).toBe(a * b + 0);
        expect(Math.sign(compare(left, right))).toBe(Math.sign(a - b));
      }),
    );
  });

  it('gives the number nearest to a quotient', () => {
    fc.assert(
      fc.property(
        small,
        small.filter((b) => b !== 0),
        fc.nat(4),
        (a, b, scale) => {
          // Both sides are whole numbers that JavaScript holds exactly, so its own division rounds once, correctly.
          expect(quotient(of(`${a}e-${scale}`), of(`${b}e-${scale}`))).toBe(a / b + 0);
        },
      ),
    );
    expect(quotient(of('2'), of('3'))).toBe(2 / 3);
    expect(quotient(of('0.03'), of('10'))).toBe(0.003);
    expect(quotient(of('-120000'), of('3500000'))).toBe(-120000 / 3500000);
    expect(quotient(of('0'), of('-7'))).toBe(0);
  });
});
