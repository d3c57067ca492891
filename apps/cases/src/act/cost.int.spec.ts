// What an act costs Postgres, counted by Postgres itself.
import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Client } from 'pg';
import { type ActResult } from '#contracts/cases.dto';
import { bundleOf } from '../../../../test/bundles';
import { newInstallation, type Installation } from '../../../../test/installation';
import { PARK, personId, storyOn } from '../../../../test/story';
import { BundleService } from '../bundle/bundle.service';
import { CasesModule } from '../cases.module';
import { CasesConfig } from '../config';
import { ActService } from './act.service';

let place: Installation;
let app: INestApplicationContext;
let story: ReturnType<typeof storyOn>;

beforeAll(async () => {
  place = await newInstallation();
  const module = Test.createTestingModule({ imports: [CasesModule.as('cases_door', new CasesConfig(place.env))] });
  app = await (await module.compile()).init();
  story = storyOn(app.get(ActService));
  await story.file(); // the calendar is read once a process
});
afterAll(async () => {
  await app?.close();
  await place?.close();
});

/** The first part of a bundle that others of it wait for. */
async function partOfABundle(): Promise<string> {
  const body = bundleOf('B01');
  const { view } = await app.get(BundleService).file({ person: personId('applicant.a'), key: 'bundle', body });
  return view.parts[0]!.number!;
}

describe('the cost of an act', () => {
  it('is three statements beside begin and commit, and a fourth for what is told in writing', async () => {
    const url = new URL(process.env['TEST_SUPERUSER_URL']!);
    url.pathname = new URL(place.databaseUrl).pathname;
    const statistics = new Client({ connectionString: url.href });
    await statistics.connect();
    const part = await partOfABundle();
    const acts: [statements: number, act: (number: string) => Promise<ActResult>, on?: string][] = [
      [4, () => story.file()],
      [4, (number) => story.act(number, `window.${PARK}`, 'accept')],
      [3, (number) => story.opinion(number, 'fire')],
      [3, (number) => story.opinion(number, 'water')],
      [3, (number) => story.opinion(number, 'civil-defence')],
      [4, (number) => story.act(number, `decider.${PARK}`, 'decide', { outcome: 'GRANT' })],
      [3, (number) => story.act(number, 'applicant.a', 'acknowledge-receipt', { instrument: papers.at(-1)!.id })],
      [4, (number) => story.act(number, `decider.${PARK}`, 'revoke', { reasons: '以欺骗手段取得' })],
      [4, () => story.fileItem('T01')],
      [3, (number) => story.act(number, 'applicant.a', 'give-promise', { promise: '材料属实' })],
      [4, (number) => story.act(number, `decider.${PARK}`, 'decide-on-promise')],
      [4, (number) => story.act(number, `decider.${PARK}`, 'order-fix', { findings: '不符', fix: '改正', days: 1 })],
      [3, (number) => story.act(number, 'applicant.a', 'report-fix', { report: '已改正' })],
      [4, (number) => story.act(number, `decider.${PARK}`, 'revoke-on-promise', { reasons: '仍不符合' })],
      [3, (number) => story.act(number, `decider.${PARK}`, 'repair-credit', { reason: '已经改正' })],
      // A part of a bundle costs what any case does, also when it comes out and wakes its bundle.
      [
        4,
        (number) => story.act(number, `window.${PARK}`, 'refuse-acceptance', { reasons: '不属于本机关职权范围' }),
        part,
      ],
      [4, () => story.file()],
      [4, (number) => story.act(number, `window.${PARK}`, 'request-correction', { items: [{ text: '缺少合同' }] })],
      [3, (number) => story.act(number, 'applicant.a', 'withdraw')],
    ];
    let number = '';
    let papers: ActResult['view']['instruments'] = [];
    const counted: number[] = [];
    for (const [, act, on = number] of acts) {
      await statistics.query('SELECT pg_stat_statements_reset()');
      ({
        number,
        view: { instruments: papers },
      } = await act(on));
      const { rows } = await statistics.query<{ calls: number }>(
        `SELECT coalesce(sum(calls), 0)::int AS calls FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid JOIN pg_database d ON d.oid = s.dbid
         WHERE d.datname = $1 AND r.rolname = 'cases_door' AND toplevel
           AND query !~* '^(begin|commit|select set_config)'`,
        [new URL(place.databaseUrl).pathname.slice(1)],
      );
      counted.push(rows[0]!.calls);
    }
    expect(counted).toEqual(acts.map(([statements]) => statements));
    await statistics.end();
  });
});
