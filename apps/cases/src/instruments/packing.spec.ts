import { randomBytes } from 'node:crypto';
import { packBeside, unpackBeside } from './packing';

const other = randomBytes(100_000);
const file = Buffer.concat([other.subarray(60_000), randomBytes(500), other.subarray(0, 50_000)]);

it('keeps of a file what it has beside another, and gives it back byte by byte', async () => {
  const packed = await packBeside(file, other);
  expect(packed.length).toBeLessThan(700);
  expect((await unpackBeside(packed, other)).equals(file)).toBe(true);
});

it('keeps a file that has nothing in common with the other', async () => {
  const alone = randomBytes(1_000);
  expect((await unpackBeside(await packBeside(alone, other), other)).equals(alone)).toBe(true);
});

it('does not read what is broken', async () => {
  const packed = await packBeside(file, other);
  await expect(unpackBeside(packed.subarray(0, packed.length - 9), other)).rejects.toThrow();
});

it('holds no more memory after many files', async () => {
  await packBeside(file, other);
  const before = process.memoryUsage().rss;
  for (let n = 0; n < 300; n += 1) await unpackBeside(await packBeside(file, other), other);
  expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
});
