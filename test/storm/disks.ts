// Small disks in memory, under the stores of a storm's house: to be filled and freed again. Where mounting is refused there are none.
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Disk } from './plan';

/** As large as the store of a long storm may grow; memory is taken for what lies there alone. */
const SIZE: Readonly<Record<Disk, string>> = { nats: '1g', postgres: '6g' };
const PAGE = 1 << 20;

/** The disks of one folder. */
export class Disks {
  private readonly mounted: string[] = [];
  /** Why there are none, if somebody wished for some. */
  readonly refused: string | undefined;

  /** Mounts one for each store, before anything lies there. */
  constructor(
    private readonly folder: string,
    wanted: readonly Disk[],
  ) {
    for (const disk of wanted) {
      const place = join(folder, disk);
      mkdirSync(place);
      const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE[disk]}`, FOLDER, place], {
        encoding: 'utf8',
      });
      if (mount.status === 0) this.mounted.push(place);
      else this.refused ??= (mount.error?.message ?? mount.stderr).trim().split('\n')[0];
    }
  }

  has(disk: Disk): boolean {
    return this.mounted.includes(join(this.folder, disk));
  }

  /** Leaves a megabyte at most, and fills that: shrunk first, since a file of gigabytes would take the machine's memory. */
  fill(disk: Disk): void {
    const place = join(this.folder, disk);
    const used = Number(spawnSync('df', ['--output=used', '-B1', place], { encoding: 'utf8' }).stdout.split('\n')[1]);
    spawnSync('mount', ['-o', `remount,size=${used + 2 * PAGE}`, place]);
    try {
      for (;;) appendFileSync(join(place, FILLER), Buffer.alloc(PAGE));
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOSPC') throw error;
    }
  }

  free(disk: Disk): void {
    const place = join(this.folder, disk);
    rmSync(join(place, FILLER), { force: true });
    spawnSync('mount', ['-o', `remount,size=${SIZE[disk]}`, place]);
  }

  /** Those of this storm, and of a killed one on the same folder. */
  unmount(): void {
    for (const place of this.places()) spawnSync('umount', ['-l', place]);
  }

  /** What lies on them, onto the disk below: memory is no place to keep anything. */
  keep(): void {
    for (const place of this.places()) {
      cpSync(place, `${place}.kept`, { recursive: true, verbatimSymlinks: true });
      spawnSync('umount', ['-l', place]);
      rmdirSync(place);
      renameSync(`${place}.kept`, place);
    }
  }

  private places(): string[] {
    let table = '';
    try {
      table = readFileSync('/proc/mounts', 'utf8');
    } catch {
      return []; // no such system has mounted one
    }
    const all = table.split('\n').map((line) => line.split(' '));
    return all.flatMap(([what, where]) => (what === FOLDER && where!.startsWith(`${this.folder}/`) ? [where!] : []));
  }
}

const FOLDER = 'yuanban-storm';
const FILLER = 'filler';
