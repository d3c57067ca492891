import { Failure } from '#platform/failure';
import { bodyLimit, parse } from './body';

const refused = (text: string | Buffer) => {
  try {
    return parse(Buffer.from(text));
  } catch (error) {
    return (error as Failure).code;
  }
};

describe('the limit of a body', () => {
  it('is a megabyte while NATS takes more', () => {
    expect(bodyLimit(4_194_304)).toBe(1_048_576);
    expect(bodyLimit(undefined)).toBe(1_048_576);
  });

  it('is what NATS takes less 64 KB when that is smaller', () => {
    expect(bodyLimit(1_048_576)).toBe(983_040);
    expect(bodyLimit(10)).toBe(1);
  });
});

describe('a body', () => {
  it('is JSON in UTF-8, or nothing', () => {
    expect(parse(Buffer.from('{"名":["值",1,null]}'))).toEqual({ 名: ['值', 1, null] });
    expect(parse(Buffer.alloc(0))).toBeUndefined();
    expect(refused('{"a":')).toBe('BAD_REQUEST');
    expect(refused(Buffer.from([0x22, 0xff, 0x22]))).toBe('BAD_REQUEST');
  });

  it('cannot poison a prototype, however the name is written', () => {
    expect(refused('{"form":{"__proto__":{"admin":true}}}')).toBe('BAD_REQUEST');
    expect(refused('{"\\u005f_proto__":{}}')).toBe('BAD_REQUEST');
    expect(refused('{"text":"__proto__ in a sentence"}')).toEqual({ text: '__proto__ in a sentence' });
  });

  it('holds no character that Postgres refuses', () => {
    expect(refused('{"text":"a\\u0000b"}')).toBe('BAD_REQUEST');
    expect(refused('{"a\\u0000":1}')).toBe('BAD_REQUEST');
    expect(refused('{"text":"\\uD83D alone"}')).toBe('BAD_REQUEST');
    expect(refused('{"text":"\\ud83d\\ude00"}')).toEqual({ text: '😀' });
    expect(refused('{"text":"\\\\u0000"}')).toEqual({ text: '\\u0000' });
  });

  it('is no deeper than 64 levels', () => {
    expect(refused(`${'['.repeat(64)}${']'.repeat(64)}`)).not.toBe('BAD_REQUEST');
    expect(refused(`${'['.repeat(65)}${']'.repeat(65)}`)).toBe('BAD_REQUEST');
    expect(refused(`${'['.repeat(400_000)}${']'.repeat(400_000)}`)).toBe('BAD_REQUEST');
  });
});
