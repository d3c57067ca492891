// The life of a licence on a real Postgres, years of it: renewed by a decision and by silence, run out, withdrawn, given up, and a certificate
// corrected; struck from outside, since no workflow waits so long. 行政许可法 8, 39, 50, 70.
import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { newInstallation, type Installation } from '../../../../test/installation';
import { exampleOf, PARK, personId, storyOn } from '../../../../test/story';
import { ActService } from '../act/act.service';
import { BundleService } from '../bundle/bundle.service';
import { strikeOn } from '../bundle/strike';
import { CasesModule } from '../cases.module';
import { CasesConfig } from '../config';
import { ForAnyone } from '../instruments/for-anyone';
import { ForParties } from '../instruments/for-parties';
import { isCertificateIdentifier } from '../instruments/identifier';
import { RUN_OUT } from '../migrations/12-licence';
import { Reconciler } from '../relay/reconciler';
import { CertificateService } from './certificate.service';

const DECIDER = `decider.${PARK}`;
const APPLICANT = personId('applicant.a');
const REFUSAL = { outcome: 'REFUSE', reasons: '不再符合法定条件', remedies: '可以申请行政复议' };
let place: Installation;
let app: INestApplicationContext;
let worker: INestApplicationContext;
let door: ActService;
let certificates: CertificateService;
let anyone: ForAnyone;
let reconciler: Reconciler;
let story: ReturnType<typeof storyOn>;

beforeAll(async () => {
  place = await newInstallation();
  const opened = async (role: 'cases_door' | 'cases_worker') => {
    const module = Test.createTestingModule({ imports: [CasesModule.as(role, new CasesConfig(place.env))] });
    return (await module.compile()).init();
  };
  [app, worker] = [await opened('cases_door'), await opened('cases_worker')];
  [door, anyone, certificates] = [app.get(ActService), app.get(ForAnyone), worker.get(CertificateService)];
  const strike = strikeOn(worker.get(ActService), worker.get(BundleService));
  reconciler = new Reconciler(worker.get(DataSource), strike, 0, pino({ level: 'silent' }));
  story = storyOn(door);
  await moveTo('2030-03-04T09:00');
});
afterAll(async () => {
  await app?.close();
  await worker?.close();
  await place?.close();
});

/** Time passes, and the relay strikes what has come due meanwhile. */
async function moveTo(when: string) {
  await place.sql('SELECT platform.move_time($1)', [`${when}+08`]);
  await place.sql(`UPDATE cases.conduct SET look_after = '-infinity'`);
  while ((await reconciler.round()) > 0);
}
/** Item 11 is good for two years. */
async function licensed(when = '2030-03-04') {
  const { number } = await story.fileItem('11');
  await story.act(number, `window.${PARK}`, 'accept');
  await story.act(number, DECIDER, 'decide', { outcome: 'GRANT' });
  await certificates.issue(number);
  expect((await view(number)).licence?.validFrom).toBe(when);
  return number;
}
const view = (number: string) => door.view(number, APPLICANT);
const certificatesOf = async (number: string) =>
  (await view(number)).instruments.filter(({ kind }) => kind === 'certificate').map(({ id }) => id);
const stateOf = async (id: string) => {
  const { state, endedOn, supersededBy, validTo } = await anyone.certificate(id);
  return { state, endedOn, supersededBy, validTo };
};
const events = async (number: string) =>
  (await place.sql<{ type: string }>('SELECT type FROM cases.case_event WHERE number = $1 ORDER BY no', [number])).map(
    ({ type }) => type.replace(/^case\.|\.v1$/g, ''),
  );
const conductOf = async (number: string) => {
  const [row] = await place.sql<{ phase: string; wakes: string | null; isTold: boolean }>(
    `SELECT facts->>'phase' AS phase, to_char(wake_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS wakes, seq = told_seq AS "isTold"
     FROM cases.conduct WHERE number = $1`,
    [number],
  );
  return row!;
};
const taskOf = (number: string) =>
  place.sql(
    `SELECT step, queue, card, to_char(due_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS due FROM cases.task
     WHERE number = $1 AND closed_at IS NULL`,
    [number],
  );
/** What the page that checks seals lists as no longer in force. */
const listed = async () => {
  const data = /id="data">(.*?)<\/script>/.exec((await anyone.verifyPage()).html)![1]!;
  return (JSON.parse(data) as { revoked: object[] }).revoked;
};
const paperOf = async (number: string) => {
  const line = (await view(number)).instruments.at(-1)!;
  const { content } = await app.get(ForParties).document(APPLICANT, line.id);
  return { kind: line.kind, own: (content as { own: object }).own };
};

describe('a licence', () => {
  it('says until when it is good and by when renewal is asked for, and its instant waits in Postgres, in no workflow', async () => {
    const number = await licensed();
    expect((await view(number)).licence).toEqual({
      validFrom: '2030-03-04',
      validTo: '2032-03-03',
      askBy: '2032-02-02',
    });
    expect(await conductOf(number)).toEqual({ phase: 'closed', wakes: '2031-12-04', isTold: false });
    await place.sql('UPDATE cases.conduct SET told_seq = seq WHERE number = $1', [number]);
    await story.act(number, 'applicant.a', 'ask-renewal', {});
    // Nothing is told to a workflow that has ended: the instant alone moves.
    expect(await conductOf(number)).toEqual({ phase: 'closed', wakes: '2032-03-04', isTold: true });
    expect(await taskOf(number)).toEqual([{ step: 'renewal', queue: `park:${PARK}`, card: null, due: '2032-03-04' }]);
    await expect(story.act(number, 'applicant.b', 'ask-renewal', {})).rejects.toMatchObject({ code: 'NO_SUCH_CASE' });
    await expect(story.act(number, DECIDER, 'surrender-licence', {})).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it('that was granted before it could run out gets its instant with the upgrade, and all others when it is touched', async () => {
    const number = await licensed();
    const bare = `UPDATE cases.approval_case SET state = jsonb_set(state, '{instants}', '[]') WHERE number = $1`;
    await place.sql(bare, [number]);
    await place.sql('UPDATE cases.conduct SET wake_at = NULL WHERE number = $1', [number]);
    await place.sql(`BEGIN; SET LOCAL search_path = cases, public; ${RUN_OUT}; COMMIT`);
    const [row] = await place.sql(`SELECT state->'instants' AS instants FROM cases.approval_case WHERE number = $1`, [
      number,
    ]);
    const at = Date.parse('2032-03-04T00:00+08:00');
    expect(row).toEqual({ instants: [{ act: 'lapse-licence', at, level: null }] });
    expect(await conductOf(number)).toMatchObject({ wakes: '2032-03-04' });
    await story.act(number, DECIDER, 'message', { text: '请留意有效期' });
    expect(await conductOf(number)).toMatchObject({ wakes: '2031-12-04' });
  });
});

describe('a certificate that shows something wrong', () => {
  it('is made out anew under its number; what was corrected lies beside the events, and the old one says which took its place', async () => {
    const number = await licensed();
    const [first] = await certificatesOf(number);
    await story.act(number, 'applicant.a', 'ask-correction', { text: '项目名称有误' });
    const fields = [
      { field: '/projectName', value: '智能传感器二期项目' },
      { field: '/totalInvestmentYuan', value: '87000000' },
    ];
    await story.act(number, DECIDER, 'correct-certificate', { fields, reason: '名称录入有误' });
    expect(await conductOf(number)).toMatchObject({ phase: 'certify', isTold: false });
    await certificates.issue(number);
    const [, second] = await certificatesOf(number);
    expect(isCertificateIdentifier(second!)).toBe(true);
    const serials = [first!, second!].map((id) => id.split('.').slice(5, 9));
    expect(serials[1]).toEqual([...serials[0]!.slice(0, 3), '002']);
    expect(await stateOf(first!)).toMatchObject({ state: 'SUPERSEDED', endedOn: '2030-03-04', supersededBy: second });
    expect(await stateOf(second!)).toMatchObject({ state: 'VALID', validTo: '2032-03-03', supersededBy: null });
    expect(JSON.stringify((await paperOf(number)).own)).toContain('智能传感器二期项目');
    expect((await view(number)).form).toMatchObject({
      projectName: '智能传感器二期项目',
      totalInvestmentYuan: 87_000_000,
    });
    const told = await place.sql('SELECT data FROM cases.case_event WHERE number = $1', [number]);
    expect(JSON.stringify(told)).not.toMatch(/二期|87000000/);
    expect(JSON.stringify(told)).toContain('/projectName');
    expect(await listed()).toContainEqual({ id: first, state: '已换发', on: '2030-03-04' });
  });

  it('is counted no second time: the next certificate of that body has the next number', async () => {
    const serials = await place.sql<{ serial: number; version: number }>(
      `SELECT serial, version FROM cases.instrument WHERE kind = 'certificate' ORDER BY serial, version`,
    );
    const firsts = serials.filter(({ version }) => version === 1).map(({ serial }) => serial);
    expect(firsts).toEqual(firsts.map((_, n) => n + 1));
    expect(serials.length).toBe(firsts.length + 1);
  });

  it('that does not is left as it is, told in writing with reasons and remedies', async () => {
    const number = await licensed();
    await story.act(number, 'applicant.a', 'ask-correction', { text: '项目名称有误' });
    const { reasons, remedies } = REFUSAL;
    await expect(story.act(number, DECIDER, 'refuse-correction', { reasons })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    const { view: after } = await story.act(number, DECIDER, 'refuse-correction', { reasons, remedies });
    expect(after.instruments.at(-1)).toMatchObject({ kind: 'correction-refusal', served: null });
    const [paper] = await place.sql<{ own: object }>(
      `SELECT content->'own' AS own FROM cases.instrument WHERE case_number = $1 AND kind = 'correction-refusal'`,
      [number],
    );
    expect(paper!.own).toMatchObject({ reasons, remedies, appealTo: { body: 'government:shanghai' } });
  });

  it.each([
    [
      'by a field that it does not show',
      [{ field: '/contactPhone', value: '021-60000001' }],
      'FIELD_NOT_ON_CERTIFICATE',
    ],
    ['by what the form would refuse', [{ field: '/totalInvestmentYuan', value: 'viel' }], 'FORM_INVALID'],
    ['by a field twice', Array(2).fill({ field: '/projectName', value: '某项目' }), 'BAD_INPUT'],
  ] as const)('is not corrected %s', async (_, fields, code) => {
    const number = await licensed();
    const work = story.act(number, DECIDER, 'correct-certificate', { fields, reason: '名称录入有误' });
    await expect(work).rejects.toMatchObject({ code });
    expect((await view(number)).form).toEqual(exampleOf('11'));
  });

  it('is left as it is with the reasons of whoever decided, and what was asked is no longer owed', async () => {
    const REFUSED = { reasons: '与申请表一致', remedies: '可以依法申请行政复议' };
    const number = await licensed();
    await story.act(number, 'applicant.a', 'ask-correction', { text: '项目名称有误' });
    await expect(story.act(number, DECIDER, 'refuse-correction', {})).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const refusal = (await story.act(number, DECIDER, 'refuse-correction', REFUSED)).view;
    expect(refusal.timeline.at(-1)).toMatchObject({
      type: 'case.correction-refused.v1',
      texts: REFUSED,
    });
    expect(refusal.steps.at(-1)).toMatchObject({ kind: 'RECTIFICATION', outcome: 'REFUSED' });
    expect(await certificatesOf(number)).toHaveLength(1);
    await expect(story.act(number, DECIDER, 'refuse-correction', REFUSED)).rejects.toMatchObject({
      code: 'STEP_NOT_OPEN',
    });
  });

  it('takes a number of its own after a restore: the next version may be out there already', async () => {
    const number = await licensed();
    await place.sql('INSERT INTO cases.instrument_epoch (epoch) VALUES (2)');
    await story.act(number, DECIDER, 'correct-certificate', { fields: [], reason: '持证单位更名' });
    await certificates.issue(number);
    const [first, second] = await certificatesOf(number);
    expect(second!.split('.').slice(7, 9)).toEqual(['203002000001', '001']);
    expect(await stateOf(first!)).toMatchObject({ state: 'SUPERSEDED', supersededBy: second });
    expect(await listed()).toContainEqual({ id: first, state: '已换发', on: '2030-03-04' });
  });
});

describe('before its time', () => {
  it('a licence is withdrawn for a changed law, with its reasons and what is paid', async () => {
    const number = await licensed();
    const body = { ground: 'LAW_CHANGED', reasons: '所依据的规章已经废止', compensation: '依法补偿，到窗口申报' };
    await expect(story.act(number, `window.${PARK}`, 'withdraw-licence', body)).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    });
    const { view: seen } = await story.act(number, DECIDER, 'withdraw-licence', body);
    expect([seen.status, seen.next, await conductOf(number)]).toEqual([
      'RECALLED',
      [],
      expect.objectContaining({ phase: 'closed', wakes: null }),
    ]);
    expect(await paperOf(number)).toMatchObject({
      kind: 'recall-decision',
      own: { ...body, grantedOn: '2030-03-04', appealTo: { body: 'government:shanghai' } },
    });
    const [id] = await certificatesOf(number);
    expect(await anyone.certificate(id!)).toMatchObject({ state: 'RECALLED', endedOn: '2030-03-04', revokedOn: null });
    expect(await listed()).toContainEqual({ id: id, state: '撤回', on: '2030-03-04' });
  });

  it('its holder gives it up', async () => {
    const number = await licensed();
    const { view: seen } = await story.act(number, 'applicant.a', 'surrender-licence', { reason: '项目终止' });
    expect(seen.status).toBe('SURRENDERED');
    expect(await paperOf(number)).toMatchObject({
      kind: 'cancellation-notice',
      own: { ground: 'SURRENDERED', endedOn: '2030-03-04' },
    });
    expect(await stateOf((await certificatesOf(number))[0]!)).toMatchObject({ state: 'SURRENDERED' });
  });
});

it('whoever has lost the power over the item decides on none of it', async () => {
  const number = await licensed();
  await story.act(number, 'applicant.a', 'ask-renewal', {});
  await place.sql(`UPDATE registry.delegation SET valid_to = '2020-01-01' WHERE park = $1`, [PARK]);
  for (const [act, body] of [
    ['decide-renewal', { outcome: 'GRANT' }],
    ['correct-certificate', { fields: [], reason: '持证单位更名' }],
    ['withdraw-licence', { ground: 'LAW_CHANGED', reasons: '规章已经废止', compensation: '依法补偿' }],
  ] as const)
    await expect(story.act(number, DECIDER, act, body)).rejects.toMatchObject({ code: 'DELEGATION_ENDED' });
  await place.sql(`UPDATE registry.delegation SET valid_to = NULL WHERE park = $1`, [PARK]);
});

describe('at the end of its time', () => {
  it('it is renewed, refused, renewed by silence, or runs out, each at its legal instant', async () => {
    const [renewed, refused, silent, late] = [await licensed(), await licensed(), await licensed(), await licensed()];
    await moveTo('2032-02-02T23:00');
    expect(await events(late)).toContain('renewal-reminded');
    for (const number of [renewed, refused, silent]) await story.act(number, 'applicant.a', 'ask-renewal', {});
    await moveTo('2032-02-03T09:00');
    await expect(story.act(late, 'applicant.a', 'ask-renewal', {})).rejects.toMatchObject({
      code: 'RENEWAL_TOO_LATE',
      params: { lastDay: '2032-02-02', validTo: '2032-03-03' },
    });
    await story.act(renewed, DECIDER, 'decide-renewal', { outcome: 'GRANT' });
    await expect(story.act(refused, DECIDER, 'decide-renewal', { outcome: 'REFUSE' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    await story.act(refused, DECIDER, 'decide-renewal', REFUSAL);
    expect(await paperOf(refused)).toMatchObject({
      kind: 'renewal-decision',
      own: { ...REFUSAL, endedOn: '2032-03-03' },
    });
    await certificates.issue(renewed);
    const [first, second] = await certificatesOf(renewed);
    expect(await stateOf(first!)).toMatchObject({ state: 'SUPERSEDED', endedOn: '2032-02-03', supersededBy: second });
    expect(await anyone.certificate(second!)).toMatchObject({
      ...{ state: 'VALID', validFrom: '2030-03-04', validTo: '2034-03-03' },
    });

    await moveTo('2032-03-05T10:00');
    const ends = await place.sql<{ number: string; type: string; at: Date }>(
      `SELECT number, type, effective_at AS at FROM cases.case_event
       WHERE type IN ('case.deemed-renewed.v1', 'case.licence-lapsed.v1') AND number = ANY ($1)`,
      [[renewed, refused, silent, late]],
    );
    const midnight = new Date('2032-03-04T00:00+08:00');
    expect(new Map(ends.map(({ number, type, at }) => [number, [type, at]]))).toEqual(
      new Map([
        [refused, ['case.licence-lapsed.v1', midnight]],
        [silent, ['case.deemed-renewed.v1', midnight]],
        [late, ['case.licence-lapsed.v1', midnight]],
      ]),
    );
    expect(await paperOf(late)).toMatchObject({
      kind: 'cancellation-notice',
      own: { ground: 'EXPIRED', endedOn: '2032-03-03' },
    });
    expect([(await view(late)).status, (await view(late)).next]).toEqual(['EXPIRED', []]);
    expect(await stateOf((await certificatesOf(late))[0]!)).toMatchObject({ state: 'EXPIRED', endedOn: '2032-03-04' });

    // Whom silence renewed has a certificate to come: the relay starts the workflow of the closed case anew.
    expect(await conductOf(silent)).toMatchObject({ phase: 'certify', isTold: false });
    expect(await paperOf(silent)).toMatchObject({ own: { outcome: 'GRANT', deemed: true, validTo: '2034-03-03' } });
    await certificates.issue(silent);
    const [, again] = await certificatesOf(silent);
    expect(await anyone.certificate(again!)).toMatchObject({ state: 'VALID', validTo: '2034-03-03' });
    expect(await conductOf(silent)).toMatchObject({ phase: 'closed', wakes: '2033-12-03' });
  });
});
