// What comes from outside as JSON, and what of it is refused before anybody looks at it.
import { type Failure } from './failure';
import { parse } from './json';

const refused = (text: string | Buffer) => {
  try {
    return parse(Buffer.from(text));
  } catch (error) {
    return (error as Failure).code;
  }
};

describe('a document', () => {
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
