// A printed page whose streams are no longer packed one by one. Two certificates then have most of their bytes in common, and one can be
// kept as what it has beside the other. Just as much of PDF as the engine writes: a table of objects, each stream with its length.
// @ts-check
const { inflateSync } = require('node:zlib');

const TABLE = /startxref\n(\d+)\n%%EOF\s*$/;
const HEAD = /^\d+ \d+ obj\n<<.*?>>\nstream\n/s;
const PACKED = / *\/Filter \/FlateDecode\n?/;
const LENGTH = /\/Length (\d+)/;
/** Bytes of a line of the table, and where in it says whether there is an object. */
const LINE = 20;
const KIND = 17;

/**
 * The same document with all streams as they are; one that is written in another way comes back as it was, and takes more room.
 * @param {Buffer} pdf @returns {Buffer}
 */
function plainPage(pdf) {
  const text = pdf.toString('latin1'); // a byte a character, so that places in both are the same
  const table = Number(TABLE.exec(text)?.[1] ?? NaN);
  const head = /^xref\n0 (\d+)\n/.exec(text.slice(table, table + LINE));
  if (!head) return pdf;
  const first = table + head[0].length;
  const lines = Array.from({ length: Number(head[1]) }, (_, n) => text.substr(first + n * LINE, LINE));
  const objects = lines
    .flatMap((line, n) => (line[KIND] === 'n' ? [{ n, from: Number(line.slice(0, 10)) }] : []))
    .sort((a, b) => a.from - b.from);
  const parts = [pdf.subarray(0, objects[0]?.from)];
  let at = objects[0]?.from ?? 0;
  for (const [k, { n, from }] of objects.entries()) {
    const part = plainObject(pdf.subarray(from, objects[k + 1]?.from ?? table));
    if (!part) return pdf;
    lines[n] = String(at).padStart(10, '0') + lines[n]?.slice(10);
    parts.push(part);
    at += part.length;
  }
  const behind = text.slice(first + lines.length * LINE).replace(TABLE, `startxref\n${at}\n%%EOF`);
  return Buffer.concat([...parts, Buffer.from(head[0] + lines.join('') + behind, 'latin1')]);
}

/** @param {Buffer} object @returns {Buffer | null} null = this is not how the engine writes a stream */
function plainObject(object) {
  const head = HEAD.exec(object.toString('latin1'))?.[0];
  if (!head || !PACKED.test(head) || head.includes('/DecodeParms')) return object;
  const length = Number(LENGTH.exec(head)?.[1] ?? NaN);
  const end = head.length + length;
  if (object.toString('latin1', end, end + 10) !== '\nendstream') return null;
  const stream = inflateSync(object.subarray(head.length, end));
  const said = head.replace(PACKED, '').replace(LENGTH, `/Length ${stream.length}`);
  return Buffer.concat([Buffer.from(said, 'latin1'), stream, object.subarray(end)]);
}

module.exports = { plainPage };
