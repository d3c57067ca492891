// Signing in, keys and mandates, through the controllers on a real Postgres and as the registry's own role.
import { createLocalJWKSet, jwtVerify } from 'jose';
import { Test, type TestingModule } from '@nestjs/testing';
import { type SignInView } from '#contracts/registry.dto';
import { newInstallation, type Installation } from '../../../../test/installation';
import { registryConfig } from '../config';
import { RegistryModule } from '../registry.module';
import { NOBODY, verifyPassword } from './password';
import { DeputiesController } from './deputies.controller';
import { PeopleController } from './people.controller';
import { MOST_FAILURES } from './sign-in';

const PASSWORD = 'yuanban-demo';
let place: Installation;
let app: TestingModule;
let people: PeopleController;
let deputies: DeputiesController;

beforeAll(async () => {
  place = await newInstallation();
  const config = registryConfig({ ...place.env, TOKEN_MINUTES: '30' });
  app = await Test.createTestingModule({ imports: [RegistryModule.of(config)] }).compile();
  people = app.get(PeopleController);
  deputies = app.get(DeputiesController);
});
afterAll(async () => {
  await app?.close();
  await place?.close();
});

const signIn = (user: string, password = PASSWORD) => people.signIn({ user, password });
const refusal = (answer: Promise<unknown>) =>
  answer.then(
    () => 'let in',
    (error: { code: string }) => error.code,
  );
const journal = () =>
  place.sql<{ actor: string; kind: string; data: Record<string, unknown> }>(
    `SELECT actor, kind, data FROM journal.entry WHERE kind LIKE 'sign-in.%' ORDER BY id`,
  );

describe('signing in', () => {
  let view: SignInView;

  it('gives the person, the mandates and a token that the published keys verify', async () => {
    view = await signIn('window.caohejing');
    expect(view.person).toEqual({
      id: 'p2002',
      name: '漕河泾园窗口示范人员',
      mandates: [{ role: 'WINDOW', body: 'window:caohejing' }],
    });
    const keys = createLocalJWKSet(await people.tokenKeys());
    const { payload, protectedHeader } = await jwtVerify(view.token, keys, {
      issuer: 'yuanban',
      audience: 'yuanban',
      algorithms: ['EdDSA'],
    });
    expect(payload.sub).toBe('p2002');
    expect(payload.exp! - payload.iat!).toBe(30 * 60);
    expect(view.expiresAt).toBe(new Date(payload.exp! * 1000).toISOString());
    expect(protectedHeader.kid).toBe((await people.tokenKeys()).keys[0]!.kid);
  });

  it('publishes public keys alone', async () => {
    const { keys } = await people.tokenKeys();
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0]!).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  });

  it('refuses a wrong password and an unknown user with the same answer', async () => {
    expect(await refusal(signIn('review.fire', 'wrong'))).toBe('SIGN_IN_FAILED');
    expect(await refusal(signIn('nobody.at.all'))).toBe('SIGN_IN_FAILED');
    for (const odd of ["' OR 1=1 --", 'nul\0', '\ud800', '管理员'])
      expect(await refusal(signIn(odd))).toBe('SIGN_IN_FAILED');
  });

  it('takes as long for an unknown user as for a wrong password', async () => {
    const time = async (user: string) => {
      const since = performance.now();
      await refusal(signIn(user, 'wrong'));
      return performance.now() - since;
    };
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let i = 0; i < 5; i++) {
      known.push(await time('review.water'));
      unknown.push(await time('somebody.else'));
    }
    const fastest = (times: number[]) => Math.min(...times);
    expect(fastest(unknown) / fastest(known)).toBeGreaterThan(0.4);
    expect(fastest(unknown) / fastest(known)).toBeLessThan(2.5);
  });

  it('journals success and failure by id, and of an unknown user only the length of what was typed', async () => {
    const entries = await journal();
    expect(entries[0]).toEqual({ actor: 'person:p2002', kind: 'sign-in.succeeded', data: { until: view.expiresAt } });
    expect(entries[1]).toEqual({ actor: 'person:p4002', kind: 'sign-in.failed', data: { why: 'WRONG_PASSWORD' } });
    expect(entries[2]).toEqual({ actor: 'nobody', kind: 'sign-in.failed', data: { why: 'UNKNOWN_USER', length: 13 } });
    const all = JSON.stringify(entries);
    for (const secret of [PASSWORD, 'wrong', 'nobody.at.all', view.token]) expect(all).not.toContain(secret);
  });

  it('closes a name after ten failures, right password or not, and no other name', async () => {
    const guesses = Array.from({ length: MOST_FAILURES }, (_, i) => refusal(signIn('applicant.b', `guess ${i}`)));
    expect(new Set(await Promise.all(guesses))).toEqual(new Set(['SIGN_IN_FAILED']));
    expect(await refusal(signIn('applicant.b'))).toBe('SIGN_IN_FAILED');
    expect((await journal()).at(-1)?.data).toEqual({ why: 'TOO_MANY' });
    const [{ count }] = (await place.sql<{ count: number }>(
      `SELECT count(*)::int FROM registry.sign_in_failure GROUP BY user_digest ORDER BY 1 DESC LIMIT 1`,
    )) as [{ count: number }];
    expect(count).toBe(MOST_FAILURES); // trying on while closed does not prolong it
    expect(await refusal(signIn('applicant.b2'))).toBe('let in');
  });

  it('turns away in a rush whom it could not answer in time, without counting that as a failure', async () => {
    const cheaper = NOBODY.replace('$32768$', '$4096$');
    const rush = Array.from({ length: 100 }, () => verifyPassword('x', cheaper));
    expect(await refusal(signIn('decider.putuo'))).toBe('TOO_SLOW');
    await Promise.all(rush);
    expect(await refusal(signIn('decider.putuo'))).toBe('let in');
    expect((await journal()).filter(({ actor }) => actor === 'person:p3011')).toHaveLength(1);
  });

  it('opens the name again once the failures are a quarter of an hour old, and forgets them', async () => {
    await place.sql(`UPDATE registry.sign_in_failure SET at = at - interval '15 minutes'`);
    expect(await refusal(signIn('applicant.b'))).toBe('let in');
    expect(await refusal(signIn('nobody.at.all'))).toBe('SIGN_IN_FAILED');
    expect(await place.sql('SELECT count(*)::int FROM registry.sign_in_failure')).toEqual([{ count: 1 }]);
  });

  it('forgets the failures of a name that signs in', async () => {
    for (let i = 1; i < MOST_FAILURES; i++) await refusal(signIn('agent', 'typo'));
    expect(await refusal(signIn('agent'))).toBe('let in');
    expect(await refusal(signIn('agent', 'typo'))).toBe('SIGN_IN_FAILED');
    expect(await refusal(signIn('agent'))).toBe('let in');
  });

  it('stores no password that could be read', async () => {
    const stored = JSON.stringify(await place.sql('SELECT * FROM registry.person'));
    expect(stored).not.toContain(PASSWORD);
    // One salted hash for the one password that is published; whoever is hashed by themselves has a salt of their own (password.spec.ts).
    const hashes = await place.sql<{ hash: string }>('SELECT DISTINCT password_hash AS hash FROM registry.person');
    expect(hashes).toEqual([{ hash: expect.stringMatching(/^scrypt\$32768\$8\$1\$[\w-]{22}\$[\w-]{43}$/) as string }]);
  });
});

describe('a person', () => {
  it('has all mandates in force, of several bodies too', async () => {
    const { mandates } = await people.personGet({ person: 'p4005' });
    expect(mandates).toEqual([
      { role: 'REVIEWER', body: 'dept:fire' },
      { role: 'REVIEWER', body: 'dept:water' },
    ]);
  });

  it('has no mandate any more once its days are over', async () => {
    expect(await people.personGet({ person: 'p7001' })).toMatchObject({ mandates: [] });
  });

  it('has no mandate from its last day on, by the Shanghai date of business time', async () => {
    await place.sql(`UPDATE platform.business_time SET movable = true`);
    // 15:59:59 UTC is the last second of the day in Shanghai.
    const [{ day }] = (await place.sql<{ day: string }>(
      `SELECT ((platform.business_now() AT TIME ZONE 'Asia/Shanghai')::date + 2)::text AS day`,
    )) as [{ day: string }];
    await place.sql(`UPDATE registry.mandate SET valid_to = $1 WHERE person = 'p4004'`, [day]);
    await place.sql(
      `SELECT platform.move_time(($1::date::timestamp AT TIME ZONE 'Asia/Shanghai') - interval '1 minute')`,
      [day],
    );
    expect((await people.personGet({ person: 'p4004' })).mandates).toHaveLength(1);
    await place.sql(`SELECT platform.move_time($1::date::timestamp AT TIME ZONE 'Asia/Shanghai')`, [day]);
    expect((await people.personGet({ person: 'p4004' })).mandates).toEqual([]);
  });

  it('stands in the list of officers, of some bodies or of all, which applicants do not get', async () => {
    const list = async (of?: string[]) => (await people.officers({ person: 'p9001', ...(of && { of }) })).officers;
    const fire = await list(['dept:fire']);
    expect(fire.map(({ person }) => person).sort()).toEqual(['p4002', 'p4003', 'p4005', 'p8042']);
    const all = await list();
    expect(all).toEqual(expect.arrayContaining(fire));
    expect(new Set(all.map(({ role }) => role))).toEqual(
      new Set(['WINDOW', 'REVIEWER', 'DECIDER', 'HEAD', 'EXPERT', 'COMMISSION']),
    );
    expect(all.map(({ person }) => person)).not.toContain('p7001'); // has left
    expect(await refusal(people.officers({ person: 'p1001' }))).toBe('NOT_ALLOWED');
  });

  it('is not found when there is none', async () => {
    expect(await refusal(people.personGet({ person: 'p0000' }))).toBe('NOT_FOUND');
  });
});

describe('deputies', () => {
  const [ANN, BOB, HEAD, OPERATOR, DECIDER] = ['p4002', 'p4003', 'p8042', 'p9001', 'p3002'] as const;
  const dayAfter = async (days: number) =>
    (
      await place.sql<{ day: string }>(
        `SELECT ((platform.business_now() AT TIME ZONE 'Asia/Shanghai')::date + $1::int)::text AS day`,
        [days],
      )
    )[0]!.day;
  const week = async (more: object = {}) => ({
    person: ANN,
    deputy: BOB,
    from: await dayAfter(0),
    to: await dayAfter(6),
    ...more,
  });
  const set = async (more: object = {}) => deputies.set(await week(more));
  const held = async (person: string) => (await people.personGet({ person })).mandates;
  const rows = () =>
    place.sql('SELECT officer, deputy, valid_from::text, valid_to::text FROM registry.deputy ORDER BY id');
  const FIRE = { role: 'REVIEWER', body: 'dept:fire' };
  afterEach(() => place.sql('DELETE FROM registry.deputy'));

  it('hold the officer’s offices beside the officer, first day and last day included, and hear what he hears', async () => {
    expect(await held(DECIDER)).toEqual([{ role: 'DECIDER', body: 'park:caohejing' }]);
    const view = await set({ deputy: DECIDER });
    expect(view).toMatchObject({ officer: { id: ANN }, deputy: { id: DECIDER }, role: null, body: null });
    expect([view.from, view.to]).toEqual([await dayAfter(0), await dayAfter(6)]);
    expect(await held(DECIDER)).toEqual([
      { role: 'DECIDER', body: 'park:caohejing' },
      { ...FIRE, inPlaceOf: `person:${ANN}` },
    ]);
    const { holders } = await people.holding({ mandates: [FIRE] });
    expect(holders).toContainEqual({ ...FIRE, person: DECIDER, holder: `person:${ANN}` });
    for (const [days, isHeld] of [
      [0, true],
      [1, false],
    ] as const) {
      await place.sql('UPDATE registry.deputy SET valid_from = $1, valid_to = $2', [
        await dayAfter(-9),
        await dayAfter(1 - days),
      ]);
      expect((await held(DECIDER)).some(({ inPlaceOf }) => inPlaceOf !== undefined)).toBe(isHeld);
    }
  });

  it('are named by the officer, the head or the operator; a colleague, an applicant and the head of another body are refused', async () => {
    for (const person of [ANN, HEAD, OPERATOR]) {
      await set({ person, officer: ANN });
      await place.sql('DELETE FROM registry.deputy');
    }
    for (const person of [BOB, 'p1001', 'p8041'])
      expect(await refusal(set({ person, officer: ANN, deputy: DECIDER }))).toBe('NOT_ALLOWED');
    expect(await rows()).toEqual([]);
  });

  it('are one at a time for an office; the same again is the same', async () => {
    const first = await set();
    expect(await set()).toEqual(first);
    expect(await refusal(set({ deputy: DECIDER, from: await dayAfter(6), to: await dayAfter(9) }))).toBe(
      'DEPUTY_OVERLAP',
    );
    expect(await refusal(set({ deputy: DECIDER, ...FIRE }))).toBe('DEPUTY_OVERLAP');
    await set({ deputy: DECIDER, from: await dayAfter(7), to: await dayAfter(9) });
    expect(await rows()).toHaveLength(2);
    await place.sql('DELETE FROM registry.deputy');
    const race = await Promise.all([BOB, DECIDER, 'p8017', 'p4001'].map((deputy) => refusal(set({ deputy }))));
    expect([...race].sort()).toEqual(['DEPUTY_OVERLAP', 'DEPUTY_OVERLAP', 'DEPUTY_OVERLAP', 'let in']);
  });

  it.each([
    ['oneself', { deputy: ANN }, 'DEPUTY_SELF'],
    ['somebody out of office', { deputy: 'p7001' }, 'NO_SUCH_OFFICER'],
    ['an applicant', { deputy: 'p1001' }, 'NO_SUCH_OFFICER'],
    ['an office that the officer does not hold', { role: 'DECIDER', body: 'dept:fire' }, 'NO_SUCH_MANDATE'],
    ['a role without its body', { role: 'REVIEWER' }, 'BAD_INPUT'],
    ['an expert', { person: 'p8031' }, 'NO_SUCH_MANDATE'],
    ['days that have passed', { from: '2020-01-01', to: '2020-01-05' }, 'DAY_PASSED'],
    ['a last day before the first', { to: '2020-01-05' }, 'BAD_INPUT'],
  ])('%s is refused by a name, and nothing is written', async (_, more, code) => {
    expect(await refusal(set(more))).toBe(code);
    expect(await rows()).toEqual([]);
  });

  it('end at once, or before the first day, and stay on record for the days that they had', async () => {
    const now = await set();
    const later = await set({ from: await dayAfter(20), to: await dayAfter(22) });
    await place.sql('UPDATE registry.deputy SET valid_from = valid_from - 3 WHERE id = $1', [now.id]);
    expect(await refusal(deputies.end({ person: BOB, id: now.id }))).toBe('NOT_ALLOWED');
    await deputies.end({ person: HEAD, id: now.id });
    expect((await deputies.end({ person: ANN, id: later.id })).deputies).toEqual([]);
    expect(await rows()).toEqual([
      { officer: ANN, deputy: BOB, valid_from: await dayAfter(-3), valid_to: await dayAfter(0) },
    ]);
    expect((await held(BOB)).some(({ inPlaceOf }) => inPlaceOf !== undefined)).toBe(false);
    expect(await refusal(deputies.end({ person: ANN, id: '999999' }))).toBe('NO_SUCH_DEPUTY');
  });

  it('are journalled by id', async () => {
    const { id } = await set();
    const [entry] = await place.sql<{ actor: string; data: object }>(
      `SELECT actor, data FROM journal.entry WHERE kind = 'deputy.set' ORDER BY id DESC LIMIT 1`,
    );
    expect(entry).toMatchObject({ actor: `person:${ANN}`, data: { id, officer: ANN, deputy: BOB } });
  });

  it('an officer who leaves holds nothing after the last day, on either side, and the same again changes nothing', async () => {
    const [GREENING, CIVIL] = ['p8017', 'p4001'];
    await set({ person: GREENING, deputy: CIVIL, to: await dayAfter(90) });
    await set({ person: CIVIL, deputy: GREENING, to: await dayAfter(90) });
    await set({ person: CIVIL, deputy: GREENING, from: await dayAfter(91), to: await dayAfter(92) });
    const lastDay = await dayAfter(3);
    const leave = (more: object = {}) => deputies.leave({ person: GREENING, officer: GREENING, lastDay, ...more });
    expect(await refusal(leave({ person: CIVIL }))).toBe('NOT_ALLOWED');
    expect(await refusal(leave({ person: OPERATOR }))).toBe('NOT_ALLOWED');
    expect(await refusal(leave({ lastDay: await dayAfter(-1) }))).toBe('DAY_PASSED');
    const left = await leave();
    expect(left.mandates).toEqual([expect.objectContaining({ role: 'REVIEWER', body: 'dept:greening', to: lastDay })]);
    expect(left.deputies.map(({ officer, to }) => [officer.id, to])).toEqual([
      [GREENING, lastDay],
      [CIVIL, lastDay],
    ]);
    expect(await leave()).toEqual(left);
    expect(await held(GREENING)).toContainEqual({ role: 'REVIEWER', body: 'dept:greening' }); // until then
  });
});
