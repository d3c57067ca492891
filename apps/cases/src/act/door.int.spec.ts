// The door on a real Postgres: idempotency, refusals, the settling of time, and what lies in the tables afterwards.
import { DataSource } from 'typeorm';
import { doorHouse } from '../../../../test/door-house';
import { enterpriseOf, FORM, PARK, personId } from '../../../../test/story';
import { withContext } from '#platform/database';
import { TaskList } from '../case/task-list';
import { eventHash, textHash } from './events';

const house = doorHouse();
let { place, app, door, story } = house;
beforeAll(() => {
  ({ place, app, door, story } = house);
});

const refusal = async (act: Promise<unknown>) => {
  const error = await act.then(
    () => null,
    (thrown: unknown) =>
      thrown as { code: string; params: Record<string, unknown>; errors?: { pointer: string; code: string }[] },
  );
  if (!error?.code) throw new Error(`it was not refused: ${JSON.stringify(error)}`);
  return error;
};

const rows = async () => {
  const tables = ['command', 'approval_case', 'case_form', 'case_event', 'case_text', 'task', 'conduct', 'outbox'];
  const counts = tables.map((table) => `(SELECT count(*)::int FROM cases.${table}) AS ${table}`);
  return (await place.sql(`SELECT ${counts.join(', ')}`))[0];
};

const nothingWritten = async (act: () => Promise<unknown>) => {
  const before = await rows();
  const error = await refusal(act());
  expect(await rows()).toEqual(before);
  return error;
};

describe('the plain way of item 16', () => {
  it('goes from receipt over acceptance and three opinions to the grant, each act one event', async () => {
    const filed = await story.file();
    expect(filed).toMatchObject({ status: 'RECEIVED', seq: 1, replayed: false });
    expect(filed.view).toMatchObject({ status: 'RECEIVED', owner: `park:${PARK}`, next: [{ act: 'withdraw' }] });
    const { number } = filed;
    expect(number).toMatch(/^16-caohejing-\d{8}-\d{6}$/);
    const accepted = await story.act(number, `window.${PARK}`, 'accept', { remark: '材料齐全' });
    const awaited = ['dept:civil-defence', 'dept:fire', 'dept:water'];
    expect(accepted.view.review).toEqual({ n: 0, of: 3, complete: false, dissent: [], awaited, unheard: [] });
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
    const seen = await door.view(number, personId('applicant.a'));
    expect(seen).toMatchObject({
      ...decided.view,
      now: expect.any(String) as string,
      next: [{ act: 'surrender-licence', bodies: [] }],
    });
    const open = await place.sql('SELECT 1 FROM cases.task WHERE number = $1 AND closed_at IS NULL', [number]);
    expect(open).toHaveLength(0);
  });

  it('is refused with reasons and remedies, or not at all (行政许可法 38)', async () => {
    const number = await story.inDecision();
    const bare = await nothingWritten(() => story.act(number, `decider.${PARK}`, 'decide', { outcome: 'REFUSE' }));
    expect(bare.code).toBe('BAD_INPUT');
    expect(bare.errors?.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining(['/reasons', '/remedies']));
    const told = {
      outcome: 'REFUSE',
      reasons: '消防设计不符合规范',
      remedies: '六十日内可申请行政复议，六个月内可提起行政诉讼',
    };
    const refused = await story.act(number, `decider.${PARK}`, 'decide', told);
    expect(refused.status).toBe('REFUSED');
    expect(refused.view.timeline.at(-1)?.texts).toEqual({ reasons: told.reasons, remedies: told.remedies });
  });

  it('is granted against a dissent only with a word on how it was dealt with', async () => {
    const number = await story.inReview();
    await story.opinion(number, 'fire', 'DISAGREE');
    for (const department of ['civil-defence', 'water']) await story.opinion(number, department);
    const grant = { outcome: 'GRANT' };
    expect(await nothingWritten(() => story.act(number, `decider.${PARK}`, 'decide', grant))).toMatchObject({
      code: 'DISSENT_UNANSWERED',
      params: { dissent: ['dept:fire'] },
    });
    const answered = { ...grant, dissentHandling: '已责成建设单位调整消防车道，见补充图纸' };
    expect((await story.act(number, `decider.${PARK}`, 'decide', answered)).status).toBe('GRANTED');
  });

  it('is accepted by the window of a window-only park and decided by the owning department', async () => {
    const [park] = await place.sql<{ code: string }>('SELECT code FROM registry_api.park WHERE window_only');
    const { number, view } = await story.file({ park: park!.code });
    expect(view).toMatchObject({ owner: 'dept:construction', inNameOf: 'dept:construction' });
    await story.act(number, `window.${park!.code}`, 'accept');
    for (const department of ['civil-defence', 'fire', 'water']) await story.opinion(number, department);
    expect((await refusal(story.act(number, `decider.${park!.code}`, 'decide', { outcome: 'GRANT' }))).code).toBe(
      'NO_SUCH_CASE',
    );
    expect((await story.act(number, 'decider.construction', 'decide', { outcome: 'GRANT' })).status).toBe('GRANTED');
  });
});

describe('a repeated request', () => {
  it('with the same key and body has the same result and writes nothing again', async () => {
    const first = await story.file({}, 'key-1');
    const before = await rows();
    const again = await story.file({}, 'key-1');
    expect(again).toMatchObject({ number: first.number, status: 'RECEIVED', seq: 1, replayed: true });
    expect(await rows()).toEqual(before);
  });

  it('keeps the stored result and shows the view of today', async () => {
    const { number } = await story.file();
    await story.act(number, `window.${PARK}`, 'accept', {}, 'key-2');
    await story.opinion(number, 'fire');
    const again = await story.act(number, `window.${PARK}`, 'accept', {}, 'key-2');
    expect(again).toMatchObject({ seq: 2, status: 'REVIEW', replayed: true, view: { seq: 3, review: { n: 1 } } });
  });

  it('with the same key and another body is refused', async () => {
    await story.file({}, 'key-3');
    const other = () => story.file({ form: { ...FORM, contactName: '另一人' } }, 'key-3');
    expect((await nothingWritten(other)).code).toBe('KEY_REUSED');
  });

  it('finds its key free when the first try was refused', async () => {
    const { number } = await story.file();
    expect(
      (
        await nothingWritten(() =>
          story.act(number, 'review.fire', 'opinion', { verdict: 'AGREE', text: '同意' }, 'key-4'),
        )
      ).code,
    ).toBe('ACT_OUT_OF_TURN');
    await story.act(number, `window.${PARK}`, 'accept');
    const given = await story.act(number, 'review.fire', 'opinion', { verdict: 'AGREE', text: '同意' }, 'key-4');
    expect(given.replayed).toBe(false);
  });

  it('is the same for another person with the same key: keys are a person’s own', async () => {
    const one = await story.act(null, 'applicant.a', 'file', filing('applicant.a'), 'key-5');
    const two = await story.act(null, 'applicant.b', 'file', filing('applicant.b'), 'key-5');
    expect(two.replayed).toBe(false);
    expect(two.number).not.toBe(one.number);
  });
});

const filing = (user: string) => ({ item: '16', park: PARK, applicant: enterpriseOf(user), form: FORM });

describe('a filing that cannot stand writes nothing', () => {
  it.each([
    ['NO_SUCH_ITEM', { item: '99' }],
    ['NO_SUCH_PARK', { park: 'atlantis' }],
    ['USCC_INVALID', { applicant: '91310000607378229H' }],
    ['NOT_ALLOWED', { applicant: '91330100799655058B' }],
    ['BAD_INPUT', { item: 16 }],
    ['BAD_INPUT', { colour: 'red' }],
  ])('%s for %j', async (code, more) => {
    expect((await nothingWritten(() => story.file(more))).code).toBe(code);
  });

  it('names every fault of the form and of the applicant at once, by JSON pointer', async () => {
    const error = await nothingWritten(() => story.file({ applicant: '123', form: { extra: 1 } }));
    expect(error.code).toBe('FORM_INVALID');
    const pointers = error.errors!.map(({ pointer }) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(['/applicant', '/form/extra']));
    expect(pointers.filter((pointer) => pointer.startsWith('/form/')).length).toBeGreaterThan(3);
  });

  it('is refused where no delegation covers item, park and day', async () => {
    await place.sql(`UPDATE registry.delegation SET valid_to = '2020-01-01' WHERE park = 'putuo'`);
    expect((await nothingWritten(() => story.file({ park: 'putuo' }))).code).toBe('NO_DELEGATION');
  });

  it('is no act for one who names a case, and another act is none without a case', async () => {
    expect((await nothingWritten(() => story.act('16-x', 'applicant.a', 'file', filing('applicant.a')))).code).toBe(
      'NO_SUCH_ACT',
    );
    expect((await nothingWritten(() => story.act(null, 'applicant.a', 'withdraw'))).code).toBe('NO_SUCH_ACT');
    expect((await nothingWritten(() => story.act('16-x', 'applicant.a', 'red-card'))).code).toBe('NO_SUCH_ACT');
  });
});

describe('an act that may not be', () => {
  it('out of turn says what is allowed now to this person', async () => {
    const { number } = await story.file();
    const error = await nothingWritten(() => story.act(number, `window.${PARK}`, 'decide', { outcome: 'GRANT' }));
    const allowed = ['accept', 'refuse-acceptance', 'not-required', 'no-jurisdiction', 'request-correction', 'claim'];
    expect(error).toMatchObject({ code: 'ACT_OUT_OF_TURN', params: { allowed } });
  });

  it('by a party whose act it is not is refused with what is allowed', async () => {
    const { number } = await story.file();
    const error = await nothingWritten(() => story.act(number, 'applicant.a', 'accept'));
    expect(error).toMatchObject({ code: 'NOT_ALLOWED', params: { allowed: ['withdraw'] } });
  });

  it('on another party’s case finds no case: nothing leaks', async () => {
    const { number } = await story.file();
    for (const user of ['applicant.b', 'window.jinqiao', 'operator']) {
      expect((await nothingWritten(() => story.act(number, user, 'withdraw'))).code).toBe('NO_SUCH_CASE');
      expect((await refusal(door.view(number, personId(user)))).code).toBe('NO_SUCH_CASE');
    }
    expect((await door.view(number, personId('commission'))).number).toBe(number);
  });

  it('a second opinion of the same department is refused', async () => {
    const number = await story.inReview();
    await story.opinion(number, 'fire');
    expect((await nothingWritten(() => story.opinion(number, 'fire'))).code).toBe('STEP_NOT_OPEN');
  });

  it('a decision under a delegation that has ended is impossible', async () => {
    const { number } = await story.file({ park: 'jiading' });
    await story.act(number, 'window.jiading', 'accept');
    for (const department of ['civil-defence', 'fire', 'water']) await story.opinion(number, department);
    const [{ was }] = (await place.sql(
      `UPDATE registry.delegation SET valid_to = '2020-01-01' WHERE park = 'jiading' RETURNING valid_to AS was`,
    )) as [{ was: unknown }];
    expect(was).toBeDefined();
    const decide = () => story.act(number, 'decider.jiading', 'decide', { outcome: 'GRANT' });
    expect((await nothingWritten(decide)).code).toBe('DELEGATION_ENDED');
    await place.sql(`UPDATE registry.delegation SET valid_to = NULL WHERE park = 'jiading'`);
    expect((await decide()).status).toBe('GRANTED');
  });
});

describe('the record', () => {
  it('chains every event to the one before, and a changed text no longer fits its hash', async () => {
    const number = await story.inDecision();
    const events = await place.sql<Record<string, unknown> & { no: number; data: { texts?: Record<string, string> } }>(
      'SELECT * FROM cases.case_event WHERE number = $1 ORDER BY no',
      [number],
    );
    let previous: Buffer = Buffer.alloc(32);
    for (const {
      no,
      type,
      actor,
      data,
      effective_at,
      recorded_at,
      prev_hash,
      hash,
    } of events as unknown as StoredEvent[]) {
      expect(prev_hash.equals(previous)).toBe(true);
      const core = {
        number,
        no,
        type,
        effectiveAt: effective_at.getTime(),
        recordedAt: recorded_at.getTime(),
        actor,
        data,
      };
      expect(hash.equals(eventHash(previous, core))).toBe(true);
      expect(hash.equals(eventHash(previous, { ...core, actor: 'person:other' }))).toBe(false);
      previous = hash;
    }
    const [text] = await place.sql<{ no: number; salt: string; body: string }>(
      `SELECT no, salt, body FROM cases.case_text WHERE number = $1 AND field = 'text' ORDER BY no`,
      [number],
    );
    const told = events.find(({ no }) => no === text!.no)!.data.texts!['text'];
    expect(told).toBe(textHash(text!.salt, text!.body));
    expect(told).not.toBe(textHash(text!.salt, `${text!.body}。`));
  });

  it('holds no form value and no opinion text in its events', async () => {
    const number = await story.inDecision();
    const [{ all }] = (await place.sql(
      `SELECT string_agg(data::text, '') AS all FROM cases.case_event WHERE number = $1`,
      [number],
    )) as [{ all: string }];
    for (const value of [
      ...Object.values(FORM).filter((value) => typeof value === 'string' && value.length > 3),
      '同意',
    ]) {
      expect(all).not.toContain(value as string);
    }
  });

  it('shows no row to a transaction that does not say who acts, and a person only what is his', async () => {
    await story.file();
    const database = app.get(DataSource);
    for (const table of ['approval_case', 'case_form', 'case_event', 'case_text', 'task', 'command']) {
      expect(await database.query(`SELECT 1 FROM cases.${table} LIMIT 1`)).toHaveLength(0);
    }
    const seen = (user: string) =>
      withContext(database, `person:${personId(user)}`, (manager) =>
        manager.query<{ applicant: string }[]>('SELECT DISTINCT applicant FROM cases.approval_case'),
      );
    expect(await seen('applicant.b')).toEqual([{ applicant: `enterprise:${enterpriseOf('applicant.b')}` }]);
    expect(await seen('operator')).toEqual([]);
    expect((await seen('commission')).length).toBeGreaterThan(1);
  });

  it('cannot be changed or deleted by the role the door works under', async () => {
    const database = app.get(DataSource);
    for (const sql of [
      'UPDATE cases.case_event SET actor = actor',
      'DELETE FROM cases.case_event',
      'DELETE FROM cases.approval_case',
      'UPDATE registry.delegation SET mode = mode',
      `SELECT platform.move_time(now() + interval '1 day')`,
    ]) {
      await expect(database.query(sql)).rejects.toThrow(/permission denied/);
    }
  });
});

interface StoredEvent {
  no: number;
  type: string;
  actor: string;
  data: Record<string, unknown>;
  effective_at: Date;
  recorded_at: Date;
  prev_hash: Buffer;
  hash: Buffer;
}

describe('a work queue', () => {
  it('shows each open task once over its pages, earliest due first, and only to its own people', async () => {
    const numbers = [];
    for (let n = 0; n < 5; n += 1) numbers.push((await story.file({ park: 'songjiang' })).number);
    const list = app.get(TaskList);
    const person = personId('window.songjiang');
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await list.page({ person, queue: 'window:songjiang', limit: 2, cursor });
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ number }) => number));
      cursor = page.next;
    }
    expect(seen).toEqual(numbers);
    expect((await refusal(list.page({ person: personId('window.jinqiao'), queue: 'window:songjiang' }))).code).toBe(
      'QUEUE_UNKNOWN',
    );
    expect((await refusal(list.page({ person, cursor: 'nonsense' }))).code).toBe('BAD_INPUT');
    await story.act(numbers[0]!, 'window.songjiang', 'refuse-acceptance', { reasons: '不属于本机关职权范围' });
    expect((await list.page({ person })).items.map(({ number }) => number)).toEqual(numbers.slice(1));
  });
});
