// Identity numbers: the vectors of the contract (section 3), each reason, and what a random slip does.
import * as fc from 'fast-check';
import {
  checkForeignPr,
  checkPassport,
  checkResidentId,
  checkUscc,
  maskForeignPr,
  maskName,
  maskPassport,
  maskResidentId,
  maskUscc,
  publicName,
} from './identity';

const TODAY = '2026-11-22';
const valid = (normalised: string) => ({ valid: true, normalised });
const fault = (reason: string) => ({ valid: false, reason });

describe('a unified social credit code (GB 32100)', () => {
  it.each([
    '91330100799655058B',
    '9144030071526726XG',
    '914403001922038216',
    '11100000000013338W',
    '91350100M000100Y43',
    // Letters in the organisation code count A = 10 to Z = 35, not by their place among the 31 of the code around them.
    '91310000MA1AAAAA57',
    '91310000QWERTY12X1',
    // Nothing left over gives the check place 0, in both.
    '96310000MA1B001800',
  ])('%s is valid', (code) => {
    expect(checkUscc(code)).toEqual(valid(code));
  });

  it.each([
    ['91310000607378229H', 'CHECK_DIGIT'],
    ['91330100799655058C', 'CHECK_DIGIT'],
    ['91330100799655059B', 'ORG_CODE_CHECK_DIGIT'],
    ['9133010079965505IB', 'ALPHABET'],
    ['91330100O99655058B', 'ALPHABET'],
    ['S1330100799655058B', 'ALPHABET'],
    ['V1330100799655058B', 'ALPHABET'],
    ['Z1330100799655058B', 'ALPHABET'],
    ['9133010079965505－B', 'ALPHABET'],
    ['91330100799655058', 'LENGTH'],
    ['91330100799655058BB', 'LENGTH'],
    ['', 'LENGTH'],
    ['   ', 'LENGTH'],
  ])('%s fails: %s', (code, reason) => {
    expect(checkUscc(code)).toEqual(fault(reason));
  });

  it('is taken in lower case and with blanks around, never with blanks inside', () => {
    expect(checkUscc('  9144030071526726xg\t')).toEqual(valid('9144030071526726XG'));
    expect(checkUscc('9144030071526 726XG')).toEqual(fault('LENGTH'));
  });

  it('tells the organisation code’s check digit before its own', () => {
    expect(checkUscc('91330100799655059C')).toEqual(fault('ORG_CODE_CHECK_DIGIT'));
  });

  it('fails when any one digit is changed', () => {
    const code = '91330100799655058B';
    fc.assert(
      fc.property(fc.nat(16), fc.integer({ min: 1, max: 9 }), (place, shift) => {
        const slip = String((Number(code[place]) + shift) % 10);
        expect(checkUscc(code.slice(0, place) + slip + code.slice(place + 1)).valid).toBe(false);
      }),
    );
  });
});

describe('a resident identity number (GB 11643)', () => {
  const withCheck = (body: string) => {
    const sum = [...body].reduce((total, digit, i) => total + Number(digit) * 2 ** (17 - i), 0);
    return body + '10X98765432'[sum % 11];
  };

  it('11010519491231002X is valid, in lower case too', () => {
    expect(checkResidentId('11010519491231002X', TODAY)).toEqual(valid('11010519491231002X'));
    expect(checkResidentId(' 11010519491231002x ', TODAY)).toEqual(valid('11010519491231002X'));
  });

  it.each([
    ['110105491231002', 'LENGTH'],
    ['', 'LENGTH'],
    ['1101051949123100XX', 'ALPHABET'],
    ['11010519491231002A', 'ALPHABET'],
    ['11010519491231002１', 'ALPHABET'],
    ['16010519491231002X', 'REGION'],
    ['16010519491331002X', 'REGION'],
    ['91010519491231002X', 'REGION'],
    ['11010519491331002X', 'BIRTH_DATE'],
    ['11010519490229002X', 'BIRTH_DATE'],
    ['11010500000101002X', 'BIRTH_DATE'],
    ['110105194912310021', 'CHECK_DIGIT'],
    ['11010519491231003X', 'CHECK_DIGIT'],
  ])('%s fails: %s', (code, reason) => {
    expect(checkResidentId(code, TODAY)).toEqual(fault(reason));
  });

  it('knows exactly the 34 regions', () => {
    const known = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0')).filter(
      (region) => checkResidentId(withCheck(`${region}010519491231002`), TODAY).valid,
    );
    expect(known.join(' ')).toBe(
      '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82',
    );
  });

  it('takes a birth today and before 1900, none in the future', () => {
    expect(checkResidentId(withCheck('11010520261122002'), TODAY).valid).toBe(true);
    expect(checkResidentId(withCheck('11010518991231002'), TODAY).valid).toBe(true);
    expect(checkResidentId(withCheck('11010520261123002'), TODAY)).toEqual(fault('BIRTH_DATE'));
  });

  it('fails when two neighbouring places are swapped', () => {
    const code = '11010519491231002X';
    const swapped = Array.from({ length: 16 }, (_, i) => code.slice(0, i) + code[i + 1] + code[i] + code.slice(i + 2));
    expect(swapped.filter((other) => other !== code && checkResidentId(other, TODAY).valid)).toEqual([]);
  });
});

describe('a foreign permanent resident’s card', () => {
  it('of 2017 has three letters and twelve digits, structure only', () => {
    expect(checkForeignPr('usa110105123456', TODAY)).toEqual(valid('USA110105123456'));
    expect(checkForeignPr('US1110105123456', TODAY)).toEqual(fault('ALPHABET'));
    expect(checkForeignPr('USA11010512345X', TODAY)).toEqual(fault('ALPHABET'));
  });

  it('since 2023-12-01 has 18 places, the first a 9, birth date and check digit as a resident’s', () => {
    expect(checkForeignPr('911156198108030025', TODAY)).toEqual(valid('911156198108030025'));
    expect(checkForeignPr('811156198108030024', TODAY)).toEqual(fault('ALPHABET'));
    expect(checkForeignPr('91115619810803002A', TODAY)).toEqual(fault('ALPHABET'));
    expect(checkForeignPr('911156198113030024', TODAY)).toEqual(fault('BIRTH_DATE'));
    expect(checkForeignPr('911156203008030024', TODAY)).toEqual(fault('BIRTH_DATE'));
    expect(checkForeignPr('911156198108030024', TODAY)).toEqual(fault('CHECK_DIGIT'));
  });

  it('has no other length', () => {
    for (const code of ['', 'USA11010512345', 'USA1101051234567', '91115619810803002']) {
      expect(checkForeignPr(code, TODAY)).toEqual(fault('LENGTH'));
    }
  });
});

describe('a passport number', () => {
  it.each([
    ['e12345678', valid('E12345678')],
    ['12345', valid('12345')],
    ['A1234567890123456789', valid('A1234567890123456789')],
    ['A123', fault('LENGTH')],
    ['A12345678901234567890', fault('LENGTH')],
    ['ABCDEFGH', fault('ALPHABET')],
    ['E1234-5678', fault('ALPHABET')],
    ['ß12345', fault('ALPHABET')],
    ['', fault('LENGTH')],
  ])('%s: %j', (code, verdict) => {
    expect(checkPassport(code)).toEqual(verdict);
  });
});

describe('a masked name', () => {
  it.each([
    ['上海某某生物科技有限公司', '上海某**公司'],
    ['甲示范生物科技有限公司（演示）', '甲示范**公司'],
    ['示范科技公司', '示****司'],
    ['王小明', '王*明'],
    ['王明', '王*'],
    ['', '*'],
    ['𠮷野家食品上海公司', '𠮷野家**公司'],
  ])('%s is shown as %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });
});

it('the name of an enterprise is public, that of a sole trader, who is a natural person, is masked', () => {
  expect(publicName('甲示范生物科技有限公司', '91310115DEM000014Q')).toBe('甲示范生物科技有限公司');
  expect(publicName('上海市闵行区王小明餐饮店', '92310112DEM000997Y')).toBe('上海市**饮店');
});

describe('a mask', () => {
  it('keeps only the ends', () => {
    expect(maskUscc('91330100799655058b')).toBe('9133**********058B');
    expect(maskResidentId('11010519491231002x')).toBe('11**************2X');
    expect(maskForeignPr('USA110105123456')).toBe('US***********56');
    expect(maskPassport('E12345678')).toBe('E******78');
  });

  it('never shows more than half, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('1', 'A', 'x', '字'), maxLength: 24 }), (text) => {
        for (const masked of [maskUscc(text), maskResidentId(text), maskForeignPr(text), maskPassport(text)]) {
          expect(masked).toHaveLength(text.length);
          expect([...masked].filter((place) => place !== '*').length).toBeLessThanOrEqual(text.length / 2);
        }
      }),
    );
    expect(maskPassport('A1234')).toBe('*****');
  });
});
