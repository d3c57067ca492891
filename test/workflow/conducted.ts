// A conducted installation: the door in process, relay and worker as processes, business time moved by hand.
import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { type Client } from '@temporalio/client';
import { DataSource } from 'typeorm';
import { databaseOptions } from '#platform/database';
import { temporalClient } from '#platform/temporal';
import { ActService } from '../../apps/cases/src/act/act.service';
import { moveTime } from '../../apps/cases/src/case/business-time';
import { CasesModule } from '../../apps/cases/src/cases.module';
import { CasesConfig } from '../../apps/cases/src/config';
import { newInstallation, type Installation } from '../installation';
import { startProcess, until, type Process } from '../processes';
import { storyOn } from '../story';

/** Milliseconds of an instant in Shanghai, `2034-03-06 09:00`. */
export const shanghai = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);

/** An event as a lawyer reads it: minute of the legal instant, type without prefix and version, actor time or person. */
export type Line = string;

/** What a department that is late makes of a permit filed on Monday 6 March 2034, whatever is taken away meanwhile. */
export const LATE_WAY: readonly Line[] = [
  '03-06 09:00 filed',
  '03-06 10:00 accepted',
  '03-07 10:00 opinion-given dept:civil-defence',
  '03-07 10:00 opinion-given dept:fire',
  '03-09 00:00 *yellow-carded',
  '03-11 00:00 *red-carded',
  '03-14 00:00 *supervision-opened',
  '03-14 00:00 *escalated',
  '03-14 10:00 opinion-given dept:water',
  '03-14 10:00 decided GRANT',
  '03-14 10:00 certified',
];

/** The installation with everything that a scenario needs. */
export interface Conducted {
  place: Installation;
  /** The cases app in process, and the database as its owner. */
  app: INestApplicationContext;
  owner: DataSource;
  door: ActService;
  story: ReturnType<typeof storyOn>;
  temporal: Client;
  relay: Process;
  worker: Process;
  startWorker: () => Promise<void>;
  startRelay: () => Promise<void>;
  /** Moves business time; people's acts that follow are of that minute. */
  at: (instant: string) => Promise<void>;
  /** Waits until the case has recorded this event. */
  recorded: (number: string, type: string) => Promise<void>;
  /** Waits until nothing is left to tell and the workflow has thought about it. */
  settled: (number: string) => Promise<void>;
  /** Waits until nothing is left to tell and no run of the case is open. */
  conducted: (number: string) => Promise<void>;
  /** `03-06 09:00 filed`, in the order of the record; acts of time are marked `*`. */
  lines: (number: string) => Promise<Line[]>;
  close: () => Promise<void>;
}

/** Starts one. `env` overrides settings, such as LOOK_AFTER_MS or another Temporal. */
export async function conductedInstallation(env: Record<string, string> = {}): Promise<Conducted> {
  const place = await newInstallation();
  Object.assign(place.env, env);
  const owner = await new DataSource(
    databaseOptions({ url: place.databaseUrl, schema: 'cases', poolSize: 2 }),
  ).initialize();
  const module = Test.createTestingModule({ imports: [CasesModule.as('cases_door', new CasesConfig(place.env))] });
  const app: INestApplicationContext = await (await module.compile()).init();
  const door = app.get(ActService);
  const temporal = temporalClient(place.env['TEMPORAL_ADDRESS']!, 'yuanban');
  const events = <T>(number: string, columns: string) =>
    place.sql<T>(`SELECT ${columns} FROM cases.case_event WHERE number = $1 ORDER BY no`, [number]);
  const allTold = async (number: string) =>
    (await place.sql('SELECT 1 FROM cases.conduct WHERE number = $1 AND seq > told_seq', [number])).length === 0;
  // All that were ever started: a second worker beside the first must not outlive the test.
  const processes: Promise<Process>[] = [];
  const kept = (process: Promise<Process>) => (processes.push(process), process);
  const relayProcess = () => kept(startProcess('relay', place.env, 'woken by NATS'));
  const workerProcess = () => kept(startProcess('worker', place.env, 'conducting'));
  const [relay, worker] = await Promise.all([relayProcess(), workerProcess()]);
  const running: Conducted = {
    place,
    app,
    owner,
    door,
    story: storyOn(door),
    temporal,
    relay,
    worker,
    startWorker: async () => void (running.worker = await workerProcess()),
    startRelay: async () => void (running.relay = await relayProcess()),
    at: async (instant) => void (await moveTime(owner, shanghai(instant), Number(place.env['LOOK_AFTER_MS']))),
    recorded: (number, type) =>
      until(`${number} records ${type}`, async () =>
        (await events<{ type: string }>(number, 'type')).some((event) => event.type === type),
      ).catch(async (error: Error) => {
        const [row] = await place.sql('SELECT * FROM cases.conduct WHERE number = $1', [number]);
        const words = [running.relay, running.worker].map((process) => process.words().slice(-2_000));
        throw new Error([error.message, JSON.stringify(row), ...words].join('\n'));
      }),
    settled: (number) =>
      until(`${number} is told`, async () => {
        if (!(await allTold(number))) return false;
        return !(await temporal.workflow.getHandle(door.workflowId(number)).describe()).raw.pendingWorkflowTask;
      }),
    conducted: (number) =>
      until(`the workflow of ${number} has ended`, async () => {
        if (!(await allTold(number))) return false;
        return (await temporal.workflow.getHandle(door.workflowId(number)).describe()).status.name === 'COMPLETED';
      }),
    lines: async (number) =>
      (
        await events<{ type: string; at: Date; actor: string; data: { body?: string; outcome?: string } }>(
          number,
          'type, effective_at AS at, actor, data',
        )
      ).map(({ type, at, actor, data }) => {
        const minute = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
        const name = type.replace(/^case\./, '').replace(/\.v\d+$/, '');
        const detail = data.outcome ?? data.body;
        return `${minute} ${actor === 'time' ? '*' : ''}${name}${detail ? ` ${detail}` : ''}`;
      }),
    close: async () => {
      await Promise.all(processes.map(async (process) => (await process).stop()));
      await temporal.connection.close();
      await app.close();
      await owner.destroy();
      await place.close();
    },
  };
  return running;
}
