// Is a number well formed: unified social credit code (GB 32100-2015, GB 11714), resident identity card (GB 11643-1999),
// foreign permanent resident's card (15 places, 18 since 2023-12-01), passport; and how each is masked (个人信息保护法 28, 51).
import { isCivilDate, type CivilDate } from './workday';

/** Why a number fails: the first that applies, in this order. */
export type IdentityFault = 'LENGTH' | 'ALPHABET' | 'REGION' | 'BIRTH_DATE' | 'ORG_CODE_CHECK_DIGIT' | 'CHECK_DIGIT';

/** The verdict on a number: valid with its normal form (upper case, no blanks around), or the first reason why not. */
export type IdentityVerdict =
  { readonly valid: true; readonly normalised: string } | { readonly valid: false; readonly reason: IdentityFault };

/** Places of a unified social credit code, in the order of their values: letters without I, O, S, V, Z. */
const USCC_PLACES = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Organisation codes count A as 10 to Z as 35: another value for a letter than in the code around them. */
const ORG_PLACES = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
/** Check places by the sum modulo 11: ISO 7064 MOD 11-2 over the weights 2^(18-i). */
const RESIDENT_CHECK = '10X98765432';
const REGIONS = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])/;

/** Checks a unified social credit code (统一社会信用代码), 18 places. */
export function checkUscc(value: string): IdentityVerdict {
  const code = normalise(value);
  if (lengthOf(code) !== 18) return failing('LENGTH');
  if ([...code].some((place) => !USCC_PLACES.includes(place))) return failing('ALPHABET');
  if (code[16] !== orgCheck(code.slice(8, 16))) return failing('ORG_CODE_CHECK_DIGIT');
  return code[17] === usccCheck(code) ? passing(code) : failing('CHECK_DIGIT');
}

/** Checks a resident identity number (公民身份号码), 18 places; `today` bounds the birth date. The old 15 places are refused. */
export function checkResidentId(value: string, today: CivilDate): IdentityVerdict {
  const code = normalise(value);
  if (lengthOf(code) !== 18) return failing('LENGTH');
  if (!/^\d{17}[\dX]$/.test(code)) return failing('ALPHABET');
  if (!REGIONS.test(code)) return failing('REGION');
  return checkPersonal(code, today);
}

/** Checks a foreign permanent resident's card number: 3 letters and 12 digits, or 18 places beginning with 9. */
export function checkForeignPr(value: string, today: CivilDate): IdentityVerdict {
  const code = normalise(value);
  const length = lengthOf(code);
  if (length !== 15 && length !== 18) return failing('LENGTH');
  if (length === 15) return /^[A-Z]{3}\d{12}$/.test(code) ? passing(code) : failing('ALPHABET');
  return /^9\d{16}[\dX]$/.test(code) ? checkPersonal(code, today) : failing('ALPHABET');
}

/** Checks a passport number: 5 to 20 places of A-Z and 0-9, at least one of them a digit. Countries differ too much for more. */
export function checkPassport(value: string): IdentityVerdict {
  const code = normalise(value);
  const length = lengthOf(code);
  if (length < 5 || length > 20) return failing('LENGTH');
  return /^[A-Z0-9]+$/.test(code) && /\d/.test(code) ? passing(code) : failing('ALPHABET');
}

/** A unified social credit code for a screen or a log: first and last four places. */
export function maskUscc(value: string): string {
  return mask(value, 4, 4);
}

/** A resident identity number for a screen or a log: first and last two places, so neither birth date nor district. */
export function maskResidentId(value: string): string {
  return mask(value, 2, 2);
}

/** A foreign permanent resident's card number for a screen or a log: first and last two places. */
export function maskForeignPr(value: string): string {
  return mask(value, 2, 2);
}

/** A passport number for a screen or a log: the first and the last two places, nothing of one shorter than six. */
export function maskPassport(value: string): string {
  return mask(value, 1, 2);
}

/**
 * The name of an enterprise or a person for those who hold only a paper of theirs: 上海某**公司; what stands in brackets at its end is
 * left out. A short name shows its first and last character, one of two characters the first alone.
 */
export function maskName(name: string): string {
  const places = [...name.replace(/[（(][^（()）]*[）)]$/, '')];
  if (places.length >= 8) return [...places.slice(0, 3), '**', ...places.slice(-2)].join('');
  if (places.length < 3) return `${places[0] ?? ''}*`;
  return `${places[0]}${'*'.repeat(places.length - 2)}${places.at(-1)}`;
}

/**
 * The name of an applicant as anybody may read it. A sole trader (个体工商户, codes from 92) is a natural person in business (民法典 54): that
 * name is masked (个人信息保护法 4, 51). `uscc` without blanks, in upper case.
 */
export function publicName(name: string, uscc: string): string {
  return uscc.startsWith('92') ? maskName(name) : name;
}

function checkPersonal(code: string, today: CivilDate): IdentityVerdict {
  const born = `${code.slice(6, 10)}-${code.slice(10, 12)}-${code.slice(12, 14)}`;
  // There was no year 0.
  if (!isCivilDate(born) || born < '0001-01-01' || born > today) return failing('BIRTH_DATE');
  return code[17] === residentCheck(code) ? passing(code) : failing('CHECK_DIGIT');
}

function usccCheck(code: string): string | undefined {
  let weight = 1;
  let sum = 0;
  for (const place of code.slice(0, 17)) {
    sum += USCC_PLACES.indexOf(place) * weight;
    weight = (weight * 3) % 31;
  }
  return USCC_PLACES[(31 - (sum % 31)) % 31];
}

function orgCheck(body: string): string {
  const sum = ORG_WEIGHTS.reduce((total, weight, i) => total + ORG_PLACES.indexOf(body[i] as string) * weight, 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

function residentCheck(code: string): string | undefined {
  let sum = 0;
  for (const digit of code.slice(0, 17)) sum = (sum + Number(digit)) * 2;
  return RESIDENT_CHECK[sum % 11];
}

function normalise(value: string): string {
  // Only a-z: toUpperCase would turn foreign letters (ß, ı, ſ) into allowed ones.
  return value.trim().replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

/** Characters as a person counts them, not UTF-16 units. */
function lengthOf(code: string): number {
  return [...code].length;
}

/** Never shows more than half of a number. */
function mask(value: string, head: number, tail: number): string {
  const places = [...normalise(value)];
  if (places.length < 2 * (head + tail)) return '*'.repeat(places.length);
  const hidden = '*'.repeat(places.length - head - tail);
  return [...places.slice(0, head), hidden, ...places.slice(-tail)].join('');
}

function passing(normalised: string): IdentityVerdict {
  return { valid: true, normalised };
}

function failing(reason: IdentityFault): IdentityVerdict {
  return { valid: false, reason };
}
