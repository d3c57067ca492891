// What stands in a PDF of ours, for tests: its objects, each found by the table at the end and as long as it says.
import { inflateSync } from 'node:zlib';

/** The objects by their numbers: of one with a stream what that unpacks to, of any other its text; null where there is none. */
export function objectsOf(pdf: Buffer): (string | null)[] {
  const text = pdf.toString('latin1');
  const table = Number(/startxref\n(\d+)\n%%EOF$/.exec(text)![1]);
  const [head, count] = /^xref\n0 (\d+)\n/.exec(text.slice(table))!;
  return Array.from({ length: Number(count) }, (_, n) => {
    const line = text.slice(table + head.length + n * 20).slice(0, 20);
    if (!line.includes(' n')) return null;
    const object = text.slice(Number(line.slice(0, 10)));
    expect(object.slice(0, 20)).toMatch(new RegExp(`^${n} 0 obj\\n`));
    const [said, length] = /^\d+ 0 obj\n<<(?:(?!endobj).)*?\/Length (\d+).*?>>\nstream\n/s.exec(object) ?? [];
    if (said === undefined) return object.slice(0, object.indexOf('endobj'));
    const end = said.length + Number(length);
    expect(object.slice(end, end + 20)).toMatch(/^\nendstream\nendobj\n/);
    const stream = Buffer.from(object.slice(said.length, end), 'latin1');
    return (said.includes('/FlateDecode') ? inflateSync(stream) : stream).toString('latin1');
  });
}

/** All that can be read of it. */
export const textOf = (pdf: Buffer): string => [pdf.toString('latin1'), ...objectsOf(pdf)].join('\n');
