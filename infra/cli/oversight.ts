// `yuanban oversight rebuild`: the figures anew from the whole log, to the same bytes; readers see the old until the new are whole.
import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type EventsAfter } from '#contracts/event-log.dto';
import { SUBJECTS } from '#contracts/subjects';
import { databaseOptions } from '#platform/database';
import { RpcClient } from '#platform/rpc-client';
import { rebuild } from '../../apps/oversight/src/log/fold';
import { installation } from './installation';
import { type Language } from './texts';

/** An answer must come before Postgres ends the transaction that waits for it. */
const WITHIN_MS = 4_000;
const CONNECT_MS = 10_000;

/** Replays the log that the cases app answers with. @throws Failure `MESSAGING_AWAY` when it does not run; nothing is changed then. */
export async function rebuildOversight() {
  const { databaseUrl, natsUrl, natsPrefix } = installation();
  Logger.overrideLogger(false); // Nest's client tells of its connection on standard output, which belongs to the answer
  const database = await new DataSource(
    databaseOptions({ url: databaseUrl, schema: 'oversight', poolSize: 2 }),
  ).initialize();
  const rpc = new RpcClient(natsUrl, 'yuanban oversight', natsPrefix);
  const eventsAfter = async (position: number) =>
    (await rpc.call<EventsAfter>(SUBJECTS.eventsAfter, { position }, WITHIN_MS)).events;
  try {
    for (const until = Date.now() + CONNECT_MS; !rpc.isConnected && Date.now() < until;)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const events = await rebuild(database, eventsAfter);
    return {
      json: { events },
      text: (language: Language) =>
        language === 'zh' ? `已按 ${events} 个事件重新计算` : `Folded again from ${events} events`,
    };
  } finally {
    await rpc.close();
    await database.destroy();
  }
}
