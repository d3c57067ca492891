// `yuanban cases restart-workflows`: after Temporal lost its store, or for a release that old histories do not replay on.
import { DataSource } from 'typeorm';
import { databaseOptions } from '#platform/database';
import { temporalClient } from '#platform/temporal';
import { restartAll } from '../../apps/cases/src/relay/restart';
import { taskQueue } from '../../apps/cases/src/relay/teller';
import { BadInput } from './bad-input';
import { installation } from './installation';
import { text, type Language } from './texts';

/** Restarts them in the order of their numbers, so that a broken-off run resumes with --after. */
export async function restartWorkflows({ after = '', rate = '20' }: { after?: string; rate?: string }) {
  const perSecond = Number(rate);
  if (!Number.isInteger(perSecond) || perSecond < 1)
    throw new BadInput(text('--rate 须为不小于 1 的整数', '--rate wants a whole number of at least 1'), 'rate');
  const where = installation();
  const database = await new DataSource(
    databaseOptions({ url: where.databaseUrl, schema: 'cases', poolSize: 2 }),
  ).initialize();
  const temporal = temporalClient(where.temporalAddress, where.temporalNamespace);
  const show = process.stderr.isTTY
    ? (done: number, last: string) => process.stderr.write(`\r${done} ${last}`)
    : () => true;
  try {
    const { restarted, last } = await restartAll(database, temporal, taskQueue(where.natsPrefix), {
      after,
      perSecond,
      show,
    });
    return {
      json: { restarted, last },
      text: (language: Language) =>
        language === 'zh'
          ? `重新开始的流程：${restarted}${last ? `，最后一个 ${last}` : ''}`
          : `Workflows restarted: ${restarted}${last ? `, the last ${last}` : ''}`,
    };
  } finally {
    await temporal.connection.close();
    await database.destroy();
  }
}
