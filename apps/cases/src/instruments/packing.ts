// A file kept as what it has beside another that is at hand: Zstandard with that other as its dictionary (RFC 8878). Whoever has both files and
// nothing of ours reads it too: `zstd -d --patch-from=other packed`.
import {
  compressUsingDict,
  createCCtx,
  createDCtx,
  decompressUsingDict,
  freeCCtx,
  freeDCtx,
  init,
} from '@bokuweb/zstd-wasm';

/** Above it a page takes three times as long and a tenth less room. */
const LEVEL = 5;

let ready: Promise<void> | undefined;

/** The file as it has to be kept beside `other`. */
export async function packBeside(file: Buffer, other: Buffer): Promise<Buffer> {
  await (ready ??= init());
  const context = createCCtx();
  try {
    return Buffer.from(compressUsingDict(context, file, other, LEVEL));
  } finally {
    freeCCtx(context);
  }
}

/** The file again. @throws Error when it is broken; beside another `other` it may also be other bytes, so whoever reads compares its hash */
export async function unpackBeside(packed: Buffer, other: Buffer): Promise<Buffer> {
  await (ready ??= init());
  const context = createDCtx();
  try {
    return Buffer.from(decompressUsingDict(context, packed, other));
  } finally {
    freeDCtx(context);
  }
}
