// The written instrument of each act, fixed in the act's own transaction on a real Postgres. 行政许可法 23, 24, 32, 38, 42, 45, 69.
import { type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { newInstallation, type Installation } from '../../../../test/installation';
import { enterpriseOf, exampleOf, FORM, PARK, personId, storyOn } from '../../../../test/story';
import { CasesModule } from '../cases.module';
import { CasesConfig } from '../config';
import { type InstrumentContent } from '../instruments/facts';
import { ForParties } from '../instruments/for-parties';
import { ActService } from './act.service';

const WINDOW = `window.${PARK}`;
const DECIDER = `decider.${PARK}`;
const CITY = '上海市人民政府';

let place: Installation;
let app: INestApplicationContext;
let worker: INestApplicationContext;
let door: ActService;
let story: ReturnType<typeof storyOn>;

const opened = async (role: 'cases_door' | 'cases_worker') => {
  const module = Test.createTestingModule({ imports: [CasesModule.as(role, new CasesConfig(place.env))] });
  return (await module.compile()).init();
};
beforeAll(async () => {
  place = await newInstallation();
  [app, worker] = [await opened('cases_door'), await opened('cases_worker')];
  door = app.get(ActService);
  story = storyOn(door);
});
afterAll(async () => {
  await app?.close();
  await worker?.close();
  await place?.close();
});

interface Row {
  id: string;
  kind: string;
  issuer: string;
  serial: number;
  content: InstrumentContent;
}
const instruments = (number: string) =>
  place.sql<Row>(
    'SELECT id, kind, issuer, serial, content FROM cases.instrument WHERE case_number = $1 ORDER BY event_no, id',
    [number],
  );
const last = async (number: string) => (await instruments(number)).at(-1)!;
const zh = ({ content }: Row) => JSON.stringify(content.wording.zh);
const accepted11 = async () => {
  const { number } = await story.fileItem('11');
  await story.act(number, WINDOW, 'accept');
  return number;
};

describe('each act that the law wants told in writing', () => {
  it('a filing gives a receipt, an acceptance its notice, a decision its decision: each listed on the case, oldest first', async () => {
    const number = await story.inDecision();
    const { view } = await story.act(number, DECIDER, 'decide', { outcome: 'GRANT', reasons: '符合条件' });
    expect(view.instruments.map(({ kind, title }) => [kind, title.zh])).toEqual([
      ['receipt', '收件凭证'],
      ['acceptance-notice', '受理通知书'],
      ['written-decision', '准予行政许可决定书'],
    ]);
    expect((await door.view(number, personId('applicant.a'))).instruments).toEqual(view.instruments);
    expect(view.instruments[0]).toMatchObject({ title: { en: 'Receipt' }, issuedOn: view.receivedAt.slice(0, 10) });
    const [receipt, acceptance, decision] = await instruments(number);
    expect(receipt!.content).toMatchObject({
      case: number,
      issuer: { body: `park:${PARK}`, zh: '张江高新区漕河泾园' },
      inNameOf: { body: 'dept:construction' },
      addressee: { name: '甲示范生物科技有限公司（演示）', number: enterpriseOf('applicant.a') },
      own: { materials: ['建筑工程施工许可申请表'], acceptanceDue: { on: view.clock.acceptance!.dueOn } },
    });
    expect(acceptance!.content.own).toMatchObject({ deemed: false, due: { on: view.clock.due!.dueOn } });
    expect(zh(decision!)).toContain('符合条件');
  });

  it('a refusal and a non-acceptance name reasons, remedies and the government above the delegating department', async () => {
    const number = await story.inDecision();
    const words = { reasons: '消防车道宽度不足', remedies: '复议申请书样本可在窗口领取' };
    await story.act(number, DECIDER, 'decide', { outcome: 'REFUSE', ...words });
    const refusal = await last(number);
    expect(refusal.content.own).toMatchObject({ outcome: 'REFUSE', ...words, appealTo: { zh: CITY } });
    expect(zh(refusal)).toContain(`向${CITY}申请行政复议`);
    const { number: other } = await story.file();
    await story.act(other, WINDOW, 'refuse-acceptance', { reasons: '不属于本机关职权范围' });
    expect(await last(other)).toMatchObject({
      kind: 'non-acceptance-notice',
      content: { own: { reasons: '不属于本机关职权范围', appealTo: { zh: CITY } } },
    });
  });

  it('a notice of correction calls the fields of the form by their names', async () => {
    const { number } = await story.file();
    const items = [{ field: '/contractPriceYuan', text: '与合同不一致' }, { text: '缺少施工合同' }];
    const { view } = await story.act(number, WINDOW, 'request-correction', { items });
    expect(view.instruments.at(-1)?.title.en).toBe('Notice of correction');
    expect((await last(number)).content.own).toEqual({
      items: [
        { what: '合同价格（元）', how: '与合同不一致' },
        { what: null, how: '缺少施工合同' },
      ],
    });
    await story.act(number, 'applicant.a', 'supplement', { form: FORM });
    expect(await instruments(number)).toHaveLength(2);
  });

  it('an extension tells the new date, a special procedure how long it takes; an extension meanwhile knows no date', async () => {
    const number = await accepted11();
    const before = (await door.view(number, personId(DECIDER))).clock.due!.dueOn;
    const { view } = await story.act(number, DECIDER, 'extend', {
      days: 5,
      reason: '情况复杂',
      approvedBy: '丙，园区主任',
    });
    expect((await last(number)).content.own).toMatchObject({
      days: 5,
      unit: 'workday',
      dueBefore: { on: before },
      dueAfter: { on: view.clock.due!.dueOn },
      approval: { by: '丙，园区主任', joint: false },
    });
    const paused = await accepted11();
    await story.act(paused, DECIDER, 'pause', { reason: 'appraisal', basis: '由评估机构评估', days: 20 });
    expect(await last(paused)).toMatchObject({
      kind: 'special-notice',
      content: { own: { procedure: 'appraisal', days: 20 } },
    });
    await story.act(paused, DECIDER, 'extend', { days: 5, reason: '情况复杂', approvedBy: '丙，园区主任' });
    expect((await last(paused)).content.own).toMatchObject({ dueBefore: null, dueAfter: null });
  });

  it('what is recorded on the spot has its record, and no receipt beside it', async () => {
    const { number, view } = await story.fileItem('12');
    expect((await instruments(number)).map(({ kind }) => kind)).toEqual(['record-notice']);
    expect(view.instruments).toEqual([expect.objectContaining({ kind: 'record-notice' })]);
  });

  it('a withdrawal, an opinion and the end of a procedure call for none', async () => {
    const number = await accepted11();
    await story.act(number, DECIDER, 'pause', { reason: 'hearing', basis: '申请人要求听证', days: 5 });
    const count = (await instruments(number)).length;
    await story.act(number, DECIDER, 'resume');
    await story.act(number, 'applicant.a', 'withdraw');
    expect(await instruments(number)).toHaveLength(count);
  });
});

describe('in whose name', () => {
  it('an entrusted park acts in the name of the department, an authorised one in its own, a window in that of who decides', async () => {
    const [windowOnly] = await place.sql<{ code: string }>('SELECT code FROM registry_api.park WHERE window_only');
    for (const [park, inNameOf, said] of [
      [PARK, 'dept:construction', '受委托办理单位'],
      ['zhangjiang-core', 'park:zhangjiang-core', null],
      [windowOnly!.code, 'dept:construction', '收件窗口'],
    ] as const) {
      const { number } = await story.file({ park });
      const receipt = await last(number);
      expect(receipt).toMatchObject({ issuer: `park:${park}`, content: { inNameOf: { body: inNameOf } } });
      for (const words of ['受委托办理单位', '收件窗口']) expect(zh(receipt).includes(words)).toBe(words === said);
    }
  });

  it('an applicant that the registry does not know by name goes by its credit code', async () => {
    const applicant = '91330100799655058B';
    const { number } = await story.act(null, WINDOW, 'file', { ...story.filing('applicant.a'), applicant });
    expect((await last(number)).content.addressee).toEqual({ name: applicant, nameEn: null, number: applicant });
  });
});

describe('acts of time', () => {
  const move = (at: string) => place.sql('SELECT platform.move_time($1)', [at]);

  it('a deemed acceptance is told in writing, whether the machine records it or a person who comes late', async () => {
    const [one, two] = [(await story.file()).number, (await story.file()).number];
    const { dueAt } = (await door.view(one, personId(WINDOW))).clock.acceptance!;
    await move(dueAt);
    await worker.get(ActService).strike(one, false);
    await story.act(two, 'applicant.a', 'withdraw');
    for (const number of [one, two]) {
      const notice = await last(number);
      expect(notice).toMatchObject({ kind: 'acceptance-notice', content: { own: { deemed: true } } });
      expect(zh(notice)).toContain('窗口未在五个工作日内告知');
    }
    const kept = await instruments(one);
    await worker.get(ActService).strike(one, false);
    expect(await instruments(one)).toEqual(kept);
  });
});

describe('numbers', () => {
  it('of forty filings at once, some refused and some repeated, are gapless, and as many as there are cases', async () => {
    const filing = (n: number) => {
      const more = n % 4 === 0 ? { form: { ...FORM, contactPhone: 'none' } } : {};
      return story.file({ park: 'songjiang', ...more }, `filing ${n % 4 === 1 ? 1 : n}`).then(
        ({ number }) => number,
        (error: { code?: string }) => expect(error.code).toBe('FORM_INVALID'),
      );
    };
    const filed = await Promise.all(Array.from({ length: 40 }, (_, n) => filing(n)));
    const cases = new Set(filed.filter((number) => typeof number === 'string'));
    const rows = await place.sql<{ serial: number; number: string }>(
      `SELECT serial, case_number AS number FROM cases.instrument WHERE issuer = 'park:songjiang' ORDER BY serial`,
    );
    expect(rows.map(({ serial }) => serial)).toEqual(Array.from({ length: cases.size }, (_, n) => n + 1));
    expect(new Set(rows.map(({ number }) => number))).toEqual(cases);
  });

  it('an act that is refused takes none, and leaves none behind', async () => {
    const { number } = await story.file({ park: 'songjiang' });
    const before = await place.sql('SELECT * FROM cases.instrument_counter ORDER BY 1, 2, 3');
    const decide = story.act(number, 'decider.songjiang', 'decide', { outcome: 'GRANT' });
    await expect(decide).rejects.toMatchObject({ code: 'ACT_OUT_OF_TURN' });
    expect(await place.sql('SELECT * FROM cases.instrument_counter ORDER BY 1, 2, 3')).toEqual(before);
  });
});

describe('an instrument as its parties read it', () => {
  it('is told by number and by id, with its seal checked; nobody else learns that it is there', async () => {
    const { number, view } = await story.file();
    const { id, number: onPaper, kind, issuedOn, title } = view.instruments[0]!;
    const line = { id, number: onPaper, kind, issuedOn, title };
    const parties = app.get(ForParties);
    for (const name of [line.id, line.number]) {
      expect(await parties.document(personId('applicant.a'), name)).toMatchObject({
        ...line,
        case: number,
        sealVerdict: 'VALID',
        state: 'VALID',
        revokedOn: null,
      });
    }
    for (const user of ['applicant.b', 'window.jinqiao', 'operator']) {
      for (const name of [line.id, '2026-receipt-nowhere-000001']) {
        const asked = [parties.document(personId(user), name), parties.pdf(personId(user), name, 0)];
        for (const answer of asked)
          await expect(answer).rejects.toMatchObject({ code: 'NO_SUCH_INSTRUMENT', params: {} });
      }
    }
    await place.sql(`UPDATE cases.instrument SET content = content || '{"issuedOn": "2020-01-01"}' WHERE id = $1`, [
      line.id,
    ]);
    expect(await parties.document(personId('applicant.a'), line.id)).toMatchObject({ sealVerdict: 'INVALID' });
  });

  it('is printed to the same bytes by whoever prints it, also when it is larger than one message', async () => {
    const { number } = await story.file();
    const characters = Array.from({ length: 4_000 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join('');
    const { view } = await story.act(number, WINDOW, 'refuse-acceptance', { reasons: characters });
    const whole = async (from: INestApplicationContext) => {
      const pieces: Buffer[] = [];
      for (let at = 0, size = 1; at < size; at = Buffer.concat(pieces).length) {
        const piece = await from.get(ForParties).pdf(personId('applicant.a'), view.instruments.at(-1)!.number, at);
        expect(piece.base64.length).toBeLessThan(1_000_000);
        pieces.push(Buffer.from(piece.base64, 'base64'));
        ({ size } = piece);
      }
      return { pdf: Buffer.concat(pieces), pieces: pieces.length };
    };
    const other = await opened('cases_door');
    const [one, two] = [await whole(app), await whole(other)];
    await other.close();
    expect(one.pieces).toBeGreaterThan(1);
    expect(one.pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(two.pdf.equals(one.pdf)).toBe(true);
  });
});

it('the example forms of all items name what they were filed with', async () => {
  for (const item of ['5', '11', '16', 'E01', 'T01']) {
    const { number } = await story.fileItem(item, { form: exampleOf(item) });
    const { materials } = (await last(number)).content.own as { materials: string[] };
    expect(materials[0]).toMatch(/\p{Script=Han}/u);
  }
});
