// The door on a real Postgres: idempotency, refusals, the settling of time, and what lies in the tables afterwards.
import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { newInstallation, type Installation } from '../../../../test/installation';
import { enterpriseOf, FORM, PARK, personId, storyOn } from '../../../../test/story';
import { CasesModule } from '../cases.module';
import { CasesConfig } from '../config';
import { ActService } from './act.service';

let place: Installation;
let app: INestApplicationContext;
let door: ActService;
let story: ReturnType<typeof storyOn>;

beforeAll(async () => {
  place = await newInstallation();
  const module = Test.createTestingModule({ imports: [CasesModule.as('cases_door', new CasesConfig(place.env))] });
  app = await (await module.compile()).init();
  door = app.get(ActService);
  story = storyOn(door);
});
afterAll(async () => {
  await app?.close();
  await place?.close();
});

const refusal = async (act: Promise<unknown>) => {
  const error = await act.then(
    () => null,
    (thrown: unknown) => thrown as { code: string; params: Record<string, unknown>; errors?: { pointer: string }[] },
  );
  if (!error?.code) throw error ?? new Error('it was not refused');
  return error;
};
const rows = async () => {
  const tables = ['command', 'approval_case', 'case_form', 'case_event', 'case_text', 'task', 'conduct', 'outbox'];
  const counts = tables.map((table) => `(SELECT count(*)::int FROM cases.${table}) AS ${table}`);
  return (await place.sql(`SELECT ${counts.join(', ')}`))[0];
};

describe('the plain way of item 16', () => {
  it('goes from receipt over acceptance and three opinions to the grant, each act one event', async () => {
    const filed = await story.file();
    expect(filed).toMatchObject({ status: 'RECEIVED', seq: 1, replayed: false });
    expect(filed.view).toMatchObject({ status: 'RECEIVED', owner: `park:${PARK}`, next: [{ act: 'withdraw' }] });
    const { number } = filed;
    expect(number).toMatch(/^16-caohejing-\d{8}-\d{6}$/);
    const accepted = await story.act(number, `window.${PARK}`, 'accept', { remark: '材料齐全' });
    expect(accepted.view.review).toEqual({ n: 0, of: 3, complete: false, dissent: [], awaited: ['dept:civil-defence', 'dept:fire', 'dept:water'] });
    for (const department of ['fire', 'water']) expect((await story.opinion(number, department)).status).toBe('REVIEW');
    expect((await story.opinion(number, 'civil-defence')).status).toBe('DECISION');
    const decided = await story.act(number, `decider.${PARK}`, 'decide', { outcome: 'GRANT' });
    expect(decided).toMatchObject({ status: 'GRANTED', seq: 6 });
    expect(decided.view.timeline.map(({ type }) => type)).toEqual([
      'case.filed.v1',
      'case.accepted.v1',
      'case.opinion-given.v1',
      'case.opinion-given.v1',
      'case.opinion-given.v1',
      'case.decided.v1',
    ]);
    expect(decided.view.timeline[1]?.texts).toEqual({ remark: '材料齐全' });
    expect(await door.view(number, personId('applicant.a'))).toMatchObject({ ...decided.view, now: expect.any(String), next: [] });
    const open = await place.sql('SELECT 1 FROM cases.task WHERE number = $1 AND closed_at IS NULL', [number]);
    expect(open).toHaveLength(0);
  });
});
