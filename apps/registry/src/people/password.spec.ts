import { hashesWaiting, hashPassword, NOBODY, verifyPassword } from './password';

it('knows a password again, and no other', async () => {
  const hash = await hashPassword('正确的 password');
  expect(await verifyPassword('正确的 password', hash)).toBe(true);
  expect(await verifyPassword('正确的 passwort', hash)).toBe(false);
});

it('salts every hash anew and writes its parameters down', async () => {
  const [one, two] = await Promise.all([hashPassword('same'), hashPassword('same')]);
  expect(one).not.toBe(two);
  expect(one).toMatch(/^scrypt\$32768\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
});

it('verifies a hash made with other parameters', async () => {
  const older = 'scrypt$1024$8$1$TmFDbA$' + Buffer.alloc(32).toString('base64url');
  expect(await verifyPassword('x', older)).toBe(false);
});

it('takes the same password typed in composed and decomposed characters', async () => {
  expect(await verifyPassword('caf\u0065\u0301', await hashPassword('caf\u00e9'))).toBe(true);
});

it('lets nobody in by the hash for unknown users', async () => {
  expect(await verifyPassword('', NOBODY)).toBe(false);
  expect(await verifyPassword('nobody', NOBODY)).toBe(false);
});

it('refuses what is no hash of ours', async () => {
  await expect(verifyPassword('x', 'plain text')).rejects.toThrow('not of the form');
});

it('hashes two at a time and leaves the other threads to the database', async () => {
  const rush = Array.from({ length: 5 }, () => verifyPassword('x', NOBODY));
  expect(hashesWaiting()).toBe(3);
  await Promise.all(rush);
  expect(hashesWaiting()).toBe(0);
});

it('gives the next one its turn when a hash cannot be computed', async () => {
  const broken = 'scrypt$3$8$1$TmFDbA$' + Buffer.alloc(32).toString('base64url'); // N must be a power of two
  const rush = [1, 2, 3].map(() => verifyPassword('x', broken));
  const last = verifyPassword('x', NOBODY);
  for (const one of rush) await expect(one).rejects.toThrow();
  expect(await last).toBe(false);
});
