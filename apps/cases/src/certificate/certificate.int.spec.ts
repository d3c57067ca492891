// The certificate of a grant on a real Postgres: issued once by the worker's role, refused without a trace, revoked everywhere; and what
// anybody may learn of it. 行政许可法 39, 69.
import { createHash } from 'node:crypto';
import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { newInstallation, type Installation } from '../../../../test/installation';
import { FORM, PARK, personId, storyOn } from '../../../../test/story';
import { ActService } from '../act/act.service';
import { CasesModule } from '../cases.module';
import { CasesConfig } from '../config';
import { ForAnyone } from '../instruments/for-anyone';
import { ForParties } from '../instruments/for-parties';
import { isCertificateIdentifier } from '../instruments/identifier';
import { Renderer } from '../instruments/render';
import { CertificateService } from './certificate.service';

const DECIDER = `decider.${PARK}`;
const APPLICANT = personId('applicant.a');

let place: Installation;
let app: INestApplicationContext;
let worker: INestApplicationContext;
let door: ActService;
let certificates: CertificateService;
let anyone: ForAnyone;
let parties: ForParties;
let story: ReturnType<typeof storyOn>;

const opened = async (role: 'cases_door' | 'cases_worker') => {
  const module = Test.createTestingModule({ imports: [CasesModule.as(role, new CasesConfig(place.env))] });
  return (await module.compile()).init();
};
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
/** How the title of a page stands in its file. */
const titled = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();
const at = (process: INestApplicationContext) => process.get(CertificateService);

beforeAll(async () => {
  place = await newInstallation();
  [app, worker] = [await opened('cases_door'), await opened('cases_worker')];
  [door, anyone, parties] = [app.get(ActService), app.get(ForAnyone), app.get(ForParties)];
  certificates = at(worker);
  story = storyOn(door);
});
afterAll(async () => {
  await app?.close();
  await worker?.close();
  await place?.close();
});

const granted = async (item = '16') => {
  const number = item === '16' ? await story.inDecision() : (await story.fileItem(item)).number;
  if (item !== '16') await story.act(number, `window.${PARK}`, 'accept');
  await story.act(number, DECIDER, 'decide', { outcome: 'GRANT' });
  return number;
};
const events = async (number: string) =>
  (await place.sql<{ type: string }>('SELECT type FROM cases.case_event WHERE number = $1 ORDER BY no', [number])).map(
    ({ type }) => type.replace(/^case\.|\.v1$/g, ''),
  );
const lines = async (number: string) => (await door.view(number, APPLICANT)).instruments;
const certificateOf = async (number: string) => (await lines(number)).find(({ kind }) => kind === 'certificate');
const sealOf = async (number: string, kind: string) => {
  const line = (await lines(number)).find((one) => one.kind === kind);
  return (await parties.document(APPLICANT, line!.id)).seal;
};
const counters = () =>
  place.sql(`SELECT issuer, last FROM cases.instrument_counter WHERE kind = 'certificate' ORDER BY issuer`);

describe('a certificate', () => {
  it('is issued once, however many try at once, and only then the case is closed to its workflow', async () => {
    const number = await granted();
    expect((await door.view(number, APPLICANT)).certificate).toBe('ORDERED');
    expect(await door.strike(number, false)).toMatchObject({ phase: 'certify' });
    const facts = await Promise.all(Array.from({ length: 5 }, () => certificates.issue(number)));
    expect(new Set(facts.map(({ phase }) => phase))).toEqual(new Set(['closed']));
    expect((await events(number)).filter((type) => type === 'certified')).toHaveLength(1);
    expect((await door.view(number, APPLICANT)).certificate).toBe('ISSUED');
    const all = (await lines(number)).filter(({ kind }) => kind === 'certificate');
    expect(all).toEqual([expect.objectContaining({ title: { zh: '建筑工程施工许可证', en: 'Construction permit' } })]);
    expect(isCertificateIdentifier(all[0]!.id)).toBe(true);
  });

  it('is numbered gapless by the body whose it is, shows the fields that its item names, and is kept as it was printed', async () => {
    const [one, two] = [await granted(), await granted()];
    await Promise.all([certificates.issue(one), certificates.issue(two)]);
    const rows = await place.sql<{ serial: number; issuer: string }>(
      `SELECT serial, issuer FROM cases.instrument WHERE kind = 'certificate' ORDER BY serial`,
    );
    expect(rows.map(({ serial }) => serial)).toEqual(rows.map((_, n) => n + 1));
    expect(new Set(rows.map(({ issuer }) => issuer))).toEqual(new Set(['dept:construction']));
    const line = await certificateOf(one);
    const { content } = await parties.document(APPLICANT, line!.id);
    expect(content['own']).toMatchObject({
      grants: expect.arrayContaining([
        { zh: '工程名称', en: 'Name of the project', value: FORM['projectName'] },
        { zh: '建筑面积（平方米）', en: 'Floor area (m²)', value: '8650.5' },
      ]) as object[],
      validTo: null,
    });
    expect(JSON.stringify(content)).not.toContain(FORM['contactPhone']);
    const piece = await parties.pdf(APPLICANT, line!.id, 0);
    const pdf = Buffer.from(piece.base64, 'base64');
    const [file] = await place.sql<{ sha256: Buffer }>('SELECT sha256 FROM cases.instrument_file WHERE id = $1', [
      line!.id,
    ]);
    expect([piece.sha256, sha256(pdf)]).toEqual([file!.sha256.toString('hex'), piece.sha256]);
  });

  it('is printed before its counter is locked, and anew only where another process took its number: paper and record have one', async () => {
    const numbers = [await granted(), await granted(), await granted(), await granted()];
    const prints = jest.spyOn(worker.get(Renderer), 'renderPdf');
    await certificates.issue(numbers[0]!);
    expect(prints).toHaveBeenCalledTimes(1);
    const other = await opened('cases_worker');
    try {
      await Promise.all(numbers.slice(1).map((number, n) => (n % 2 ? certificates : at(other)).issue(number)));
    } finally {
      await other.close();
      prints.mockRestore();
    }
    for (const number of numbers) {
      const { id } = (await certificateOf(number))!;
      const { base64 } = await parties.pdf(APPLICANT, id, 0);
      expect(Buffer.from(base64, 'base64').toString('latin1')).toContain(titled(` ${id}`));
    }
  });

  it('of an item with an end of validity says the day, and has run out after it', async () => {
    const number = await granted('11');
    await certificates.issue(number);
    const { id } = (await certificateOf(number))!;
    const found = await anyone.certificate(id);
    const year = Number(found.validFrom.slice(0, 4));
    expect(found).toMatchObject({
      state: 'VALID',
      validTo: expect.stringMatching(new RegExp(`^${year + 2}|^${year + 1}-12-31`)) as string,
    });
    await place.sql(
      `UPDATE cases.instrument SET content = jsonb_set(content, '{own,validTo}', '"2020-01-01"') WHERE id = $1`,
      [id],
    );
    expect(await anyone.certificate(id)).toMatchObject({ state: 'EXPIRED', sealVerdict: 'INVALID' });
  });

  it('is not made for a case that was filed when its item gave none', async () => {
    const number = await story.inDecision();
    await place.sql(
      `UPDATE cases.approval_case SET definition = definition || '{"certificate": null}' WHERE number = $1`,
      [number],
    );
    const { view } = await story.act(number, DECIDER, 'decide', { outcome: 'GRANT' });
    expect(view.certificate).toBeNull();
    expect(await certificates.issue(number)).toMatchObject({ phase: 'closed' });
    expect((await events(number)).at(-1)).toBe('decided');
  });
});

describe('a certificate that cannot be printed', () => {
  const name = (zh: string) =>
    place.sql(
      `UPDATE registry.enterprise SET name = name || jsonb_build_object('zh', $1::text) WHERE uscc LIKE '%14Q'`,
      [zh],
    );

  it('takes no number; given up it is work of the decider, who has it tried again', async () => {
    const number = await granted();
    const before = await counters();
    await name('𠮷野家');
    await expect(certificates.issue(number)).rejects.toMatchObject({ code: 'GLYPH_MISSING' });
    expect(await counters()).toEqual(before);
    expect(await certificates.giveUp(number, 'GLYPH_MISSING')).toMatchObject({ phase: 'closed' });
    expect(await certificates.giveUp(number, 'GLYPH_MISSING')).toMatchObject({ phase: 'closed' });
    const seen = await door.view(number, personId(DECIDER));
    expect(seen).toMatchObject({ status: 'GRANTED', certificate: 'FAILED' });
    expect(seen.timeline.at(-1)).toMatchObject({
      type: 'case.work-failed.v1',
      actor: 'machine',
      data: { fault: 'GLYPH_MISSING' },
    });
    expect(seen.next.map(({ act }) => act)).toEqual(['retry-work', 'withdraw-licence', 'revoke', 'claim']);
    const open = `SELECT step, queue FROM cases.task WHERE number = $1 AND closed_at IS NULL`;
    expect(await place.sql(open, [number])).toEqual([{ step: 'work/1', queue: `park:${PARK}` }]);
    await name('甲示范生物科技有限公司（演示）');
    await expect(story.act(number, 'applicant.a', 'retry-work')).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await story.act(number, DECIDER, 'retry-work', { remark: '已更正名称' });
    await certificates.issue(number);
    expect((await events(number)).slice(-4)).toEqual(['decided', 'work-failed', 'work-retried', 'certified']);
    expect(await place.sql(open, [number])).toEqual([]);
  });

  it('is not made for a body without a credit code', async () => {
    const number = await granted();
    await place.sql(`DELETE FROM registry.credit_code WHERE body = 'dept:construction'`);
    await expect(certificates.issue(number)).rejects.toMatchObject({ code: 'ISSUER_UNKNOWN' });
  });
});

describe('a revocation', () => {
  it('is shown of the decision and the certificate, to the parties and to anybody; the other papers stand', async () => {
    const number = await granted('11');
    await certificates.issue(number);
    const { id } = (await certificateOf(number))!;
    const { view } = await story.act(number, DECIDER, 'revoke', { reasons: '以欺骗手段取得许可' });
    expect(view).toMatchObject({ status: 'REVOKED', next: [], instruments: { length: 5 } });
    const today = view.now.slice(0, 10);
    expect(await anyone.certificate(id)).toMatchObject({ state: 'REVOKED', revokedOn: today, sealVerdict: 'VALID' });
    const states = await Promise.all(
      (await lines(number)).map(async (line) => [line.kind, (await parties.document(APPLICANT, line.id)).state]),
    );
    expect(Object.fromEntries(states)).toEqual({
      receipt: 'VALID',
      'acceptance-notice': 'VALID',
      'written-decision': 'REVOKED',
      certificate: 'REVOKED',
      'revocation-decision': 'VALID',
    });
    const { html } = await anyone.verifyPage();
    const data = /id="data">(.*?)<\/script>/.exec(html)![1]!;
    const { revoked } = JSON.parse(data) as { revoked: { id: string }[] };
    expect(revoked).toContainEqual({ id, state: '撤销', on: today });
    expect(revoked.map((one) => one.id)).not.toContain(view.instruments[0]!.id);
    const decision = await parties.document(APPLICANT, view.instruments.at(-1)!.id);
    expect(decision.content).toMatchObject({
      own: { reasons: '以欺骗手段取得许可', appealTo: { zh: '上海市人民政府' } },
    });
  });

  it('comes before the certificate: none is made any more', async () => {
    const number = await granted('11');
    await story.act(number, DECIDER, 'revoke', { reasons: '以欺骗手段取得许可' });
    const before = await counters();
    expect(await certificates.issue(number)).toMatchObject({ phase: 'closed' });
    expect(await certificateOf(number)).toBeUndefined();
    expect(await counters()).toEqual(before);
  });

  it('is for the body that decided, while it holds the power, and for nobody else', async () => {
    const number = await granted('11');
    const revoke = (user: string) => story.act(number, user, 'revoke', { reasons: '以欺骗手段取得许可' });
    await expect(revoke(`window.${PARK}`)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await place.sql(`UPDATE registry.delegation SET valid_to = '2020-01-01' WHERE park = $1`, [PARK]);
    await expect(revoke(DECIDER)).rejects.toMatchObject({ code: 'DELEGATION_ENDED' });
    await place.sql(`UPDATE registry.delegation SET valid_to = NULL WHERE park = $1`, [PARK]);
    expect((await revoke(DECIDER)).status).toBe('REVOKED');
  });
});

describe('anybody', () => {
  it('sees of a certificate whose it is, masked, and no value of the form', async () => {
    const number = await granted('11');
    await certificates.issue(number);
    const seen = await anyone.certificate((await certificateOf(number))!.id);
    expect(seen).toMatchObject({
      title: { zh: '企业投资项目核准证明' },
      holder: { name: '甲示范**公司', number: '9131**********014Q' },
      inNameOf: { body: 'dept:development-reform' },
      state: 'VALID',
      sealVerdict: 'VALID',
    });
    const text = JSON.stringify(seen);
    for (const secret of ['智能传感器', '示范路', '生物科技', '86000000']) expect(text).not.toContain(secret);
  });

  it('finds no certificate under the number of another instrument', async () => {
    const { number } = await story.file();
    const [receipt] = await lines(number);
    for (const name of [receipt!.id, receipt!.number, '1.2.156']) {
      await expect(anyone.certificate(name)).rejects.toMatchObject({ code: 'NO_SUCH_INSTRUMENT' });
    }
  });

  it('who holds a sealed paper learns where the case stands, step by step, and neither who filed it nor what', async () => {
    const { number } = await story.file();
    const seal = await sealOf(number, 'receipt');
    const first = await anyone.status(seal);
    expect(first).toMatchObject({
      number,
      item: { code: '16', zh: '建筑工程施工许可', en: 'Construction permit' },
      park: { code: PARK, zh: '张江高新区漕河泾园' },
      status: 'RECEIVED',
      holder: { body: `window:${PARK}`, zh: '张江高新区漕河泾园窗口', en: 'Window of Caohejing Park' },
      reviews: { n: 0, of: 0 },
      acceptedOn: null,
      paused: false,
      endedOn: null,
    });
    expect(Object.keys(first).sort()).toEqual([
      ...['acceptedOn', 'due', 'endedOn', 'holder', 'item', 'number', 'park'],
      ...['paused', 'receivedOn', 'reviews', 'status', 'workdaysLeft'],
    ]);
    const { view } = await story.act(number, `window.${PARK}`, 'accept');
    const reviewed = await anyone.status(seal);
    expect(reviewed).toMatchObject({
      status: 'REVIEW',
      holder: { body: 'reviewers', zh: '会审部门' },
      reviews: { n: 0, of: 3 },
      due: { on: view.clock.due!.dueOn, provisional: view.clock.due!.provisional },
    });
    expect(reviewed.workdaysLeft).toBeGreaterThan(0);
    for (const department of ['civil-defence', 'water']) await story.opinion(number, department);
    expect(await anyone.status(seal)).toMatchObject({
      holder: { body: 'dept:fire', zh: '上海市消防局' },
      reviews: { n: 2 },
    });
    await story.opinion(number, 'fire');
    expect(await anyone.status(seal)).toMatchObject({ holder: { body: `park:${PARK}` }, reviews: { n: 3, of: 3 } });
    await story.act(number, 'applicant.a', 'withdraw');
    expect(await anyone.status(seal)).toMatchObject({
      status: 'WITHDRAWN',
      holder: null,
      due: null,
      workdaysLeft: null,
    });
    expect(JSON.stringify(first)).not.toMatch(/甲示范|91310115|8650/);
  });

  it('is told when the applicant is awaited, and when the clock stands still', async () => {
    const { number } = await story.file();
    await story.act(number, `window.${PARK}`, 'request-correction', { items: [{ text: '缺少合同' }] });
    expect(await anyone.status(await sealOf(number, 'correction-notice'))).toMatchObject({
      holder: { body: 'applicant', zh: '申请单位' },
      paused: true,
      due: null,
      workdaysLeft: null,
    });
  });

  it('is told whose turn it is about a promise, never whose it is; the certificate of a broken one is no longer in force', async () => {
    const { number } = await story.fileItem('T01');
    const seal = await sealOf(number, 'receipt');
    const holder = async () => (await anyone.status(seal)).holder?.body;
    await story.act(number, 'applicant.a', 'give-promise', { promise: '材料属实' });
    expect(await holder()).toBe(`window:${PARK}`);
    await story.act(number, DECIDER, 'decide-on-promise');
    expect(await certificates.issue(number)).toMatchObject({ phase: 'aftercare' });
    expect(await holder()).toBe(`park:${PARK}`);
    await story.act(number, DECIDER, 'order-fix', { findings: '不符', fix: '改正', days: 5 });
    expect(await holder()).toBe('applicant');
    await story.act(number, 'applicant.a', 'report-fix', { report: '已改正' });
    const { id } = (await certificateOf(number))!;
    expect(await anyone.certificate(id)).toMatchObject({ state: 'VALID' });
    await story.act(number, DECIDER, 'revoke-on-promise', { reasons: '仍不符合' });
    expect(await anyone.certificate(id)).toMatchObject({ state: 'REVOKED', sealVerdict: 'VALID' });
    await story.act(number, DECIDER, 'repair-credit', { reason: '已经改正' });
    expect(await anyone.certificate(id)).toMatchObject({ state: 'REVOKED' });
  });

  it('with a forged or altered seal learns nothing, each by the same name', async () => {
    const { number } = await story.file();
    const seal = await sealOf(number, 'receipt');
    const [head, payload, signature] = seal.split('.') as [string, string, string];
    const claim = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const coded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const forged = [
      `${head}.${coded({ ...claim, d: '2030-01-01' })}.${signature}`,
      `${head}.${payload}.${Buffer.alloc(64).toString('base64url')}`,
      `${coded({ alg: 'EdDSA', kid: 'another' })}.${payload}.${signature}`,
      `${coded({ alg: 'none' })}.${payload}.`,
      'hello',
    ];
    for (const text of forged)
      await expect(anyone.status(text)).rejects.toMatchObject({ code: 'SEAL_INVALID', params: {} });
  });

  it('is answered by the door alone; who issues certificates reads no form beyond what they show', async () => {
    await expect(worker.get(ForAnyone).verifyPage()).rejects.toThrow('permission denied');
    await expect(worker.get(DataSource).query('SELECT form FROM cases.case_form')).rejects.toThrow('permission denied');
    await expect(app.get(DataSource).query(`SELECT cases.for_certificate('x')`)).rejects.toThrow('permission denied');
  });
});
