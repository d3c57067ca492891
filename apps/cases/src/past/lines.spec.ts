// Lines of a file of past cases: the same however its bytes arrive, and from behind any of them on.
import { Readable } from 'node:stream';
import { Failure } from '#platform/failure';
import { type ImportType } from '#contracts/imports.dto';
import { faultOf, type Line, linesOf, type Open, type Place } from './lines';

const START: Place = { line: 0, byte: 0 };
const JSONL = 'application/x-ndjson';
const MOST = 2_097_152;

/** A file that comes in pieces of so many bytes. */
const fileOf =
  (content: string | Buffer, piece = 65_536): Open =>
  (start) => {
    const bytes = Buffer.from(content as string).subarray(start);
    const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, i) =>
      bytes.subarray(i * piece, (i + 1) * piece),
    );
    return Readable.from(pieces, { objectMode: false });
  };
async function read(open: Open, type: ImportType = JSONL, from = START): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of linesOf(open, type, from)) lines.push(line);
  return lines;
}
const faultIn = (line: Line) => ('fault' in line ? line.fault.code : null);
const brief = (lines: readonly Line[]) =>
  lines.map((line) => [line.line, line.byte, 'past' in line ? line.past : line.fault.code]);

const HEADER = 'ref,source,item,filedAt,acts';
const CONTENTS: [string, ImportType, string, number][] = [
  ['lines of JSON', JSONL, '{"ref":"一号"}\n\n{"ref":"二"}\r\n  \nnothing\n{"ref":"𠮷"}', 4],
  ['lines of JSON with a byte order mark', JSONL, '\ufeff{"ref":"一"}\n{"ref":"二"}\n', 2],
  ['a table', 'text/csv', `${HEADER}\na,b,11,2016-03-01,\n\n"甲\n乙",b,11,2016-03-01,\nx\nc,d,11,2016-03-02,`, 4],
  ['a table of another system', 'text/csv', `\ufeff${HEADER}\r\na,b,11,2016-03-01,\r\n甲,b,11,2016-03-02,\r\n`, 2],
];

describe.each(CONTENTS)('%s', (_, type, content, count) => {
  const whole = read(fileOf(content), type);

  it('are read one by one, up to the last byte', async () => {
    expect(await whole).toHaveLength(count);
    const trailing = /\r?\n$/.test(content) ? 0 : 1;
    expect((await whole).at(-1)).toMatchObject({
      line: content.split('\n').length - 1 + trailing - (content.includes('甲\n乙') ? 1 : 0),
      byte: Buffer.byteLength(content),
    });
  });

  it.each([1, 2, 3, 5, 64])('are the same in pieces of %i bytes', async (piece) => {
    expect(brief(await read(fileOf(content, piece), type))).toEqual(brief(await whole));
  });

  it('go on behind any of them with what follows it', async () => {
    for (const [n, { line, byte }] of (await whole).entries()) {
      const rest = await read(fileOf(content, 7), type, { line, byte });
      expect(brief(rest)).toEqual(brief(await whole).slice(n + 1));
    }
  });
});

describe('a line of JSON', () => {
  it('is counted by its number in the file, empty ones too', async () => {
    expect(brief(await read(fileOf('\n{"a":1}\n \n\n{"a":2}\n')))).toEqual([
      [2, 9, { a: 1 }],
      [5, 20, { a: 2 }],
    ]);
    expect(await read(fileOf(''))).toEqual([]);
    expect(await read(fileOf('\ufeff\n\n'))).toEqual([]);
  });

  it.each([
    ['that is no JSON', '{"a":'],
    ['that is not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['that cannot be stored', String.raw`{"a":"\u0000"}`],
  ])('%s is refused alone', async (_, wrong) => {
    const content = Buffer.concat([Buffer.from('{"a":1}\n'), Buffer.from(wrong as string), Buffer.from('\n{"a":2}')]);
    expect((await read(fileOf(content))).map(faultIn)).toEqual([null, 'LINE_MALFORMED', null]);
  });

  it('may be as long as 2 MiB; a longer one is refused alone, by its number', async () => {
    const lineOf = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`;
    const content = `${lineOf(MOST)}\n${lineOf(MOST + 1)}\n${lineOf(3 * MOST)}\n{"a":1}\n`;
    const lines = await read(fileOf(content));
    expect(lines.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
    expect(lines.map(faultIn)).toEqual([null, 'LINE_MALFORMED', 'LINE_MALFORMED', null]);
    expect(lines[3]!.byte).toBe(content.length);
  });
});

describe('a row of a table', () => {
  const row = (more: string) => `${HEADER}\n${more}\nlast,b,11,2016-03-01,\n`;

  it('is a case by the columns of the header; empty cells are absent', async () => {
    const cells = 'a,"b, c",,2016-03-01,"[{""act"":""accept""}]"';
    const [first] = await read(fileOf(row(cells)), 'text/csv');
    const past = { ref: 'a', source: 'b, c', filedAt: '2016-03-01', acts: [{ act: 'accept' }] };
    expect(first).toEqual({ line: 2, byte: `${HEADER}\n${cells}\n`.length, past });
  });

  it.each([
    ['of fewer cells', 'a,b', 'LINE_MALFORMED'],
    ['of more cells', 'a,b,11,2016-03-01,,x', 'LINE_MALFORMED'],
    ['with a formula', 'a,b,=1+1,2016-03-01,', 'CELL_IS_FORMULA'],
    ['whose acts are no JSON', 'a,b,11,2016-03-01,none', 'BAD_INPUT'],
  ])('%s is refused alone', async (_, wrong, code) => {
    expect((await read(fileOf(row(wrong)), 'text/csv')).map(faultIn)).toEqual([code, null]);
  });

  it.each([
    ['an unknown column', 'ref,secret,source,secret\n', { columns: ['secret', 'secret', 'secret'] }],
    ['a column twice', 'ref,ref\n', { columns: ['ref'] }],
    ['a name of any length, told in forty places', `${'x'.repeat(99)}\n`, { columns: ['x'.repeat(40)] }],
    ['nothing at all', '', { columns: [] }],
  ])('cannot be read under %s', async (_, content, params) => {
    const reading = read(fileOf(content), 'text/csv');
    await expect(reading).rejects.toMatchObject({ code: 'HEADER_UNKNOWN', params });
  });

  it('behind a quote that never closes nothing can be read', async () => {
    await expect(read(fileOf(`${HEADER}\n"a,b\nc,d`), 'text/csv')).rejects.toMatchObject({ code: 'LINE_MALFORMED' });
  });
});

describe('a file that breaks off', () => {
  const broken = (): Readable =>
    new Readable({
      read() {
        this.destroy(Object.assign(new Error('gone'), { code: 'ENOENT' }));
      },
    });

  it.each<ImportType>([JSONL, 'text/csv'])('throws what broke it: %s', async (type) => {
    await expect(read(broken, type)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is a fault of the file only if it has a code of ours, or is not there', () => {
    expect(faultOf(Object.assign(new Error(), { code: 'ENOENT' }))).toBe('NOT_FOUND');
    expect(faultOf(new Failure('HEADER_UNKNOWN'))).toBe('HEADER_UNKNOWN');
    expect(faultOf(Object.assign(new Error(), { code: 'EIO' }))).toBeNull();
    expect(faultOf(Object.assign(new Error(), { code: 'HEADER_UNKNOWN' }))).toBeNull();
  });
});
