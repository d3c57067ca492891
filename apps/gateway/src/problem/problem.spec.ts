import { BadRequestException, HttpException, NotFoundException } from '@nestjs/common';
import { ERRORS, type ErrorCode } from '#contracts/errors';
import { Failure } from '#platform/failure';
import { languageOf } from './language';
import { fill, toProblem } from './problem';

const en = { language: 'en' } as const;

describe('a problem', () => {
  it.each(Object.keys(ERRORS) as ErrorCode[])('carries the code, the status and both languages of %s', (code) => {
    const problem = toProblem(new Failure(code), en);
    expect(problem).toMatchObject({ type: `urn:yuanban:error:${code}`, code, status: ERRORS[code].status });
    expect(problem.texts.zh).toMatch(/\p{Script=Han}/u);
    expect(problem.title).toBe(problem.texts.en);
  });

  it('fills the sentence from the params, in both languages', () => {
    const problem = toProblem(new Failure('TOO_MANY_ROWS', { limit: 1000 }), { language: 'zh' });
    expect(problem).toMatchObject({
      title: '一次最多 1000 行',
      texts: { zh: '一次最多 1000 行', en: 'At most 1000 rows at once' },
      params: { limit: 1000 },
    });
    expect(fill('Not ready: {missing}; {gone}', { missing: ['nats', 'cases'] })).toBe('Not ready: nats, cases; ?');
  });

  it('lists the acts allowed now, and says them in the detail', () => {
    const problem = toProblem(new Failure('ACT_OUT_OF_TURN', { allowed: ['accept', 'withdraw'] }), en);
    expect(problem.allowed).toEqual(['accept', 'withdraw']);
    expect(problem.detail).toContain('Allowed now: accept, withdraw');
    expect(problem.params).toEqual({});
    expect(toProblem(new Failure('NOT_ALLOWED', { allowed: [] }), { language: 'zh' }).detail).toContain(
      '现在可以办理: 无',
    );
  });

  it('lists every wrong field by its pointer, and the first three in the detail', () => {
    const errors = ['/a', '/b', '/c', '/d'].map((pointer) => ({ pointer, code: 'STRING', zh: '须为文字', en: 'text' }));
    const problem = toProblem(new Failure('BAD_INPUT', {}, errors), en);
    expect(problem.errors).toEqual(errors);
    expect(problem.detail).toContain('/c: text');
    expect(problem.detail).not.toContain('/d');
  });

  it('keeps what nobody foresaw to itself', () => {
    const problem = toProblem(new Error('password=secret at /srv/app.js:1'), { ...en, path: '/x', requestId: 'r' });
    expect(problem).toMatchObject({ code: 'INTERNAL', status: 500, instance: '/x', requestId: 'r' });
    expect(JSON.stringify(problem)).not.toContain('secret');
  });

  it('turns what Nest and Fastify refuse into codes of the table', () => {
    const codes = [
      new NotFoundException('Cannot GET /x'),
      new BadRequestException(),
      new HttpException('', 413),
      Object.assign(new Error(), { statusCode: 415 }),
      new HttpException('', 405),
      new HttpException('', 502),
      undefined,
    ].map((error) => toProblem(error, en).code);
    expect(codes).toEqual([
      'NOT_FOUND',
      'BAD_REQUEST',
      'BODY_TOO_LARGE',
      'WRONG_CONTENT_TYPE',
      'BAD_REQUEST',
      'INTERNAL',
      'INTERNAL',
    ]);
  });
});

describe('the language', () => {
  it.each([
    [undefined, undefined, 'en'],
    [undefined, 'zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    [undefined, 'en;q=0.3, zh-Hans;q=0.7', 'zh'],
    [undefined, 'fr, zh;q=0', 'en'],
    [undefined, 'de-DE', 'en'],
    ['zh', 'en', 'zh'],
    ['en', 'zh', 'en'],
    [['zh', 'en'], 'zh', 'zh'],
    ['fr', 'zh', 'zh'],
  ])('of ?lang=%s with Accept-Language %s is %s', (lang, header, expected) => {
    expect(languageOf(lang, header)).toBe(expected);
  });
});
