// The catalogue as the public reads it, over a real NATS and Postgres.
import { type INestMicroservice } from '@nestjs/common';
import { type Page } from '#contracts/cases.dto';
import {
  type BundleKind,
  type ItemRow,
  type ItemView,
  type NamesView,
  type ParkView,
  type PersonView,
  type SignInView,
} from '#contracts/registry.dto';
import { SUBJECTS } from '#contracts/subjects';
import { processLog } from '#platform/log';
import { RpcClient } from '#platform/rpc-client';
import { serve } from '#platform/service';
import { newInstallation, type Installation } from '../../../../test/installation';
import { registryConfig } from '../config';

let place: Installation;
let app: INestMicroservice;
let rpc: RpcClient;

beforeAll(async () => {
  place = await newInstallation();
  process.env['NATS_PREFIX'] = place.prefix; // read when the handlers are declared, hence the late import
  const { RegistryModule } = jest.requireActual<typeof import('../registry.module')>('../registry.module');
  const config = registryConfig(place.env);
  app = await serve(RegistryModule.of(config), 'registry', config.natsUrl, processLog('registry test'));
  rpc = new RpcClient(config.natsUrl, 'registry test');
  while (!rpc.isConnected) await new Promise((resolve) => setTimeout(resolve, 20));
});
afterAll(async () => {
  await rpc?.close();
  await app?.close();
  await place?.close();
});

it('is ready while its database answers', async () => {
  expect(await rpc.call(SUBJECTS.registryReady, {})).toEqual({ ok: true });
});

it('lists the sixteen pilot parks in their order, each saying how firm that is', async () => {
  const { items, next } = await rpc.call<Page<ParkView>>(SUBJECTS.parkList, {});
  expect(next).toBeNull();
  expect(items).toHaveLength(16);
  expect(items[1]).toMatchObject({
    code: 'caohejing',
    name: { zh: '张江高新区漕河泾园', en: 'Caohejing Park' },
    windowOnly: false,
    pilot: 'assumed',
  });
  expect(items.filter(({ windowOnly }) => windowOnly).map(({ code }) => code)).toEqual(['hongkou']);
});

it('lists the items in force', async () => {
  const { items } = await rpc.call<Page<ItemRow>>(SUBJECTS.itemList, {});
  expect(items.map(({ code, version }) => `${code} ${version}`)).toEqual([
    '5 2019-01-01',
    '11 2017-02-01',
    '12 2017-02-01',
    '16 2019-04-23',
    'E01 2016-03-01',
    'T01 2015-07-01',
  ]);
  expect(items[3]).toEqual({
    code: '16',
    family: 'delegated',
    name: { zh: '建筑工程施工许可', en: 'Construction permit' },
    version: '2019-04-23',
    department: 'construction',
  });
});

it('gives an item with its limits, what each rests on, its reviewers by name and an example', async () => {
  const item = await rpc.call<ItemView>(SUBJECTS.itemGet, { code: '16' });
  expect(item.start).toBe('RECEIPT');
  expect(item.limits.statutory).toMatchObject({ value: 7, unit: 'day', standing: 'verified' });
  expect(item.limits.statutory.basis).toContain('建筑法 第八条');
  expect(item.limits.acceptance).toMatchObject({ value: 5, unit: 'workday', standing: 'verified' });
  expect(item.limits.promised).toMatchObject({ value: 4, unit: 'workday', standing: 'assumed' });
  expect(item).toMatchObject({ onTheSpot: false, limits: { extension: null, special: [] } });
  expect(item.reviewers.map(({ body, name }) => `${body} ${name.zh}`)).toEqual([
    'dept:civil-defence 上海市民防办公室',
    'dept:fire 上海市消防局',
    'dept:water 上海市水务局',
  ]);
  expect(Object.keys(item.example)).toEqual(expect.arrayContaining(item.form['required'] as string[]));
});

it('lists the bundles in force, each with its parts, their order and what follows if one fails', async () => {
  const { items } = await rpc.call<Page<BundleKind>>(SUBJECTS.bundleList, {});
  expect(items.map(({ code, demo, standing }) => ({ code, demo, standing }))).toEqual([
    { code: 'B01', demo: true, standing: 'assumed' },
    { code: 'B02', demo: true, standing: 'assumed' },
  ]);
  expect(items[0]!.parts.map(({ part, item, after, otherwise }) => [part, item, after, otherwise])).toEqual([
    ['approval', '11', [], 'STOP'],
    ['design', '5', ['approval'], 'DROP_DEPENDENTS'],
    ['permit', '16', ['design'], 'DROP_DEPENDENTS'],
  ]);
  expect(items[0]!.source).toContain('国办发〔2022〕32号');
});

it('names bodies, enterprises and officers by the ids that cases hold', async () => {
  const of = [
    'dept:fire',
    'commission',
    'park:caohejing',
    'window:caohejing',
    'enterprise:91310115DEM000014Q',
    'person:p2002',
  ];
  const { names } = await rpc.call<NamesView>(SUBJECTS.nameList, { of });
  expect(Object.keys(names).sort()).toEqual([...of].sort());
  expect(names['dept:fire']).toMatchObject({ zh: '上海市消防局' });
  expect(names['window:caohejing']).toEqual(names['park:caohejing']);
  expect(names['person:p2002']).toEqual({ zh: '漕河泾园窗口示范人员', en: '漕河泾园窗口示范人员' });
});

it('names nobody who only acts for an enterprise, and nothing that it does not know', async () => {
  const of = ['person:p1001', 'dept:commission', 'dept:nowhere', 'enterprise:91310115DEM00000XX'];
  expect(await rpc.call(SUBJECTS.nameList, { of })).toEqual({ names: {} });
  await expect(rpc.call(SUBJECTS.nameList, { of: ["dept:'"] })).rejects.toMatchObject({ code: 'BAD_INPUT' });
});

it('names the code of a refusal on the wire', async () => {
  for (const code of ['99', '16\0', "16' --", '十六']) {
    await expect(rpc.call(SUBJECTS.itemGet, { code })).rejects.toMatchObject({ code: 'NO_SUCH_ITEM' });
  }
  await expect(rpc.call(SUBJECTS.itemGet, { code: '' })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    errors: [{ pointer: '/code' }],
  });
  await expect(rpc.call(SUBJECTS.signIn, { user: 'x', password: 'y' })).rejects.toMatchObject({
    code: 'SIGN_IN_FAILED',
  });
});

it('signs in and says who somebody is, over the wire', async () => {
  const { person } = await rpc.call<SignInView>(SUBJECTS.signIn, { user: 'commission', password: 'yuanban-demo' });
  expect(await rpc.call<PersonView>(SUBJECTS.personGet, { person: person.id })).toEqual(person);
});
