// `yuanban time`: where business time stands; --to and --add move it forward, in development alone.
import { DataSource } from 'typeorm';
import { RELAY_WAKE } from '#contracts/subjects';
import { databaseOptions } from '#platform/database';
import { connectNats } from '#platform/nats';
import { wireInstant } from '#platform/wire-instant';
import { moveTime } from '../../apps/cases/src/case/business-time';
import { BadInput } from './bad-input';
import { instantOf } from './documents';
import { installation, type Addresses } from './installation';
import { text, type Language } from './texts';

const UNITS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000 };

/** Shows or moves business time. @throws BadInput for an unreadable option; Failure TIME_FIXED when it may not be moved. */
export async function timeCommand({ to, add }: { to?: string; add?: string }) {
  const where = installation();
  const database = await new DataSource(
    databaseOptions({ url: where.databaseUrl, schema: 'cases', poolSize: 2 }),
  ).initialize();
  try {
    const [before] = await database.query<[{ now: Date; ahead: string }]>(
      `SELECT platform.business_now() AS now, (extract(epoch FROM ahead) * 1000)::bigint AS ahead FROM platform.business_time`,
    );
    const target = targetOf(before.now.getTime(), to, add);
    const after =
      target === null ? { now: before.now, aheadMs: Number(before.ahead) } : await moveTime(database, target, 5_000);
    if (target !== null) await wakeRelay(where);
    const now = wireInstant(after.now.getTime());
    return {
      json: { now, aheadMs: after.aheadMs },
      text: (language: Language) =>
        language === 'zh'
          ? `业务时间：${now}${after.aheadMs ? '（已移动）' : ''}`
          : `Business time: ${now}${after.aheadMs ? ' (moved)' : ''}`,
    };
  } finally {
    await database.destroy();
  }
}

function targetOf(now: number, to?: string, add?: string): number | null {
  if (to !== undefined && add !== undefined)
    throw new BadInput(text('--to 与 --add 不能同时使用', '--to and --add exclude each other'), 'add');
  if (to !== undefined) {
    const target = instantOf(to);
    if (target === null)
      throw new BadInput(
        text(`--to 须为带时区的时刻，而非 ${to}`, `--to wants an instant with an offset, not ${to}`),
        'to',
      );
    return target;
  }
  if (add === undefined) return null;
  const [, count, unit] = /^(\d{1,6})([dhm])$/.exec(add) ?? [];
  if (!count || !unit)
    throw new BadInput(
      text(
        `--add 须为时长，如 3d、12h 或 30m，而非 ${add}`,
        `--add wants a duration such as 3d, 12h or 30m, not ${add}`,
      ),
      'add',
    );
  return now + Number(count) * UNITS[unit]!;
}

/** The relay hears of it at once; should NATS be away, its poll finds it within a second. */
async function wakeRelay({ natsUrl, natsPrefix }: Addresses): Promise<void> {
  const connecting = connectNats(natsUrl, 'yuanban time');
  const connection = await Promise.race([connecting, new Promise<null>((resolve) => setTimeout(resolve, 1_000, null))]);
  connection?.publish(natsPrefix + RELAY_WAKE, '{}');
  await connection?.drain();
}
