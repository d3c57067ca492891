// Bundles in process on an installation of the spec's own: the door that people come through, and the machine under the worker's role.
import { randomUUID } from 'node:crypto';
import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { type BundleResult, type BundleView } from '#contracts/bundles.dto';
import { BundleService } from '../apps/cases/src/bundle/bundle.service';
import { CasesModule } from '../apps/cases/src/cases.module';
import { CasesConfig } from '../apps/cases/src/config';
import { bundleOf } from './bundles';
import { doorHouse, type DoorHouse } from './door-house';
import { PARK, personId } from './story';

/** What a refusal says. */
interface Refused {
  code: string;
  params: Record<string, unknown>;
  errors?: { pointer: string; code: string }[];
}

const TABLES = [
  ...['command', 'approval_case', 'case_form', 'case_event', 'task', 'conduct', 'outbox', 'bundle', 'bundle_part'],
];

/** What was refused. @throws Error when it was not */
export async function refusal(act: Promise<unknown>): Promise<Refused> {
  const error = await act.then(
    () => null,
    (thrown: unknown) => thrown as Refused,
  );
  if (!error?.code) throw new Error(`it was not refused: ${JSON.stringify(error)}`);
  return error;
}

/** A part of a bundle by its name. */
export const partOf = (view: BundleView, name: string) => view.parts.find(({ part }) => part === name)!;

/** Where each part stands: the status of its case, why it was dropped, or that it waits. */
export const where = ({ parts }: BundleView) =>
  Object.fromEntries(parts.map(({ part, status, dropped }) => [part, dropped?.why ?? status ?? 'WAITS']));

/** The words for it, on a house that is opened before the spec. */
export function bundleHouse() {
  const house: DoorHouse & { worker?: INestApplicationContext } = doorHouse();
  beforeAll(async () => {
    const config = new CasesConfig(house.place.env);
    const module = Test.createTestingModule({ imports: [CasesModule.as('cases_worker', config)] });
    house.worker = await (await module.compile()).init();
  });
  afterAll(() => house.worker?.close());

  const bundles = () => house.app.get(BundleService);
  const machine = () => house.worker!.get(BundleService);
  const file = (body: object, user = 'applicant.a', key: string = randomUUID()): Promise<BundleResult> =>
    bundles().file({ person: personId(user), key, body: body as Record<string, unknown> });
  const rows = async () => {
    const counts = TABLES.map((table) => `(SELECT count(*)::int FROM cases.${table}) AS ${table}`);
    return (await house.place.sql<Record<string, number>>(`SELECT ${counts.join(', ')}`))[0]!;
  };
  return {
    house,
    machine,
    file,
    rows,
    filed: async (...of: Parameters<typeof bundleOf>) => (await file(bundleOf(...of))).view,
    seen: (number: string, user = 'applicant.a') => bundles().view({ person: personId(user), number }),
    withdraw: (number: string, user = 'applicant.a', key: string = randomUUID()) =>
      bundles().withdraw({ person: personId(user), number, key }),
    /** The refusal of what must leave every row as it was. */
    nothingWritten: async (act: () => Promise<unknown>) => {
      const before = await rows();
      const error = await refusal(act());
      expect(await rows()).toEqual(before);
      return error;
    },
    /** What the workflow is told, and whether it is to look at once. */
    conductOf: async (number: string) => {
      const [row] = await house.place.sql<{
        seq: number;
        toldSeq: number;
        isDue: boolean;
        facts: { phase: string; order: string[] };
      }>(
        `SELECT seq, told_seq AS "toldSeq", coalesce(wake_at <= platform.business_now(), false) AS "isDue", facts
         FROM cases.conduct WHERE number = $1`,
        [number],
      );
      return row!;
    },
    /** What the worker does: looks, and files what is ordered, until nothing is. */
    conducted: async (number: string): Promise<void> => {
      for (let { order } = await machine().strike(number, true); order.length > 0;) {
        const answers = await Promise.all(order.map((part) => machine().filePart(number, part)));
        ({ order } = answers.reduce((newest, one) => (one.seq > newest.seq ? one : newest)));
      }
    },
    granted: async (number: string) => {
      await house.story.act(number, `window.${PARK}`, 'accept');
      await house.story.act(number, `decider.${PARK}`, 'decide', { outcome: 'GRANT' });
    },
    turnedAway: (number: string) =>
      house.story.act(number, `window.${PARK}`, 'refuse-acceptance', { reasons: '不属于本机关职权范围' }),
  };
}
