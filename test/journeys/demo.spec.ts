// The demonstration as a newcomer runs it: past cases imported, 32 live ones in 16 parks, certificates, the table, and nothing lost.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serve, type Served } from './over-http';

interface Demo {
  imported: number;
  refused: number;
  live: number;
  certificates: number;
  parks: number;
  items: number;
  turnaround: { park: string; item: string; n: number; cut: { before: { n: number; cut: number | null } } }[];
  conservation: { filed: number; finished: number; open: number; lost: number; doubled: number };
}

let house: Served;
beforeAll(async () => void (house = await serve(1)), 120_000);
afterAll(() => house?.close());

async function demo(): Promise<Demo> {
  const cli = join(__dirname, '../../infra/cli/yuanban.cjs');
  const env = { ...process.env, ...house.place.env, PUBLIC_URL: house.gateways[0] };
  const { stdout } = await promisify(execFile)(process.execPath, [cli, 'demo', '--json'], { env, maxBuffer: 1 << 24 });
  return JSON.parse(stdout) as Demo;
}

it('tells one document: what was imported and driven, the table, and what was conserved; at a second run it doubles nothing', async () => {
  const first = await demo();
  expect(first).toMatchObject({ imported: 1600, refused: 0, live: 32, certificates: 15, parks: 16, items: 6 });
  const { filed, finished, open } = first.conservation;
  expect(first.conservation).toMatchObject({ filed: 1632, lost: 0, doubled: 0 });
  expect(finished + open).toBe(filed);
  expect(open).toBeGreaterThan(0);
  // Every park, and for an item that was delegated a cut that was measured against the years before.
  expect(new Set(first.turnaround.map(({ park }) => park)).size).toBe(16);
  const delegated = first.turnaround.filter(({ item }) => item === '11');
  expect(delegated.length).toBe(16);
  for (const { cut } of delegated) expect(cut.before.cut).toBeGreaterThan(0);
  expect((await demo()).conservation).toMatchObject({ filed: 1664, lost: 0, doubled: 0 });
}, 240_000);
