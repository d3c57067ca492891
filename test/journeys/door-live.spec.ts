// Live hints over HTTP, from real acts: who hears, for how long, and what becomes of a stream when something is away.
import { setTimeout as pause } from 'node:timers/promises';
import { SUBJECTS } from '#contracts/subjects';
import { startProcess, until, type Process } from '../processes';
import { personId } from '../story';
import { freePort, serve, type Served } from './over-http';
import { tapOn, type Tap } from './tap';
import { registryKey } from './token-signer';

const BEAT_MS = 200;
const REFETCH_MS = 300;
const EVENT = /event: case/;
let served: Served;
let second: Process;
let secondUrl: string;
let tap: Tap;

beforeAll(async () => {
  served = await serve(1, { LIVE_BEAT_MS: String(BEAT_MS), LIVE_REFETCH_MS: String(REFETCH_MS) }, false);
  const port = await freePort();
  secondUrl = `http://127.0.0.1:${port}`;
  const env = { ...served.place.env, NATS_URL: served.nats.url, HTTP_PORT: String(port) };
  second = await startProcess('gateway', env, 'serving');
  tap = await tapOn(served.place);
}, 60_000);
afterAll(async () => {
  await tap?.close();
  await second?.stop();
  await served?.close();
}, 60_000);

/** An open stream. */
interface Stream {
  heard: () => string;
  hasEnded: () => boolean;
  close: () => Promise<void>;
}
const streams: Stream[] = [];
afterEach(() => Promise.all(streams.splice(0).map((stream) => stream.close())));

async function listen(token: string, gateway = served.gateways[0]!): Promise<Stream> {
  const response = await fetch(`${gateway}/api/v1/events`, { headers: { authorization: `Bearer ${token}` } });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  let heard = '';
  let ended = false;
  const reader = response.body!.getReader();
  const reading = (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read())
      heard += Buffer.from(part.value).toString();
    ended = true; // not reached by a connection that breaks
  })();
  const stream: Stream = {
    heard: () => heard,
    hasEnded: () => ended,
    close: () => reader.cancel().then(() => reading),
  };
  streams.push(stream);
  await until('the stream has begun', () => heard.includes('\n\n'));
  return stream;
}
const listenAs = async (user: string, gateway?: string) => listen(await served.tokenOf(user), gateway);
const filed = async (park?: string) => (await served.file(undefined, park ? { park } : {})).body.number;
/** Waits until the mandates of a person have been asked for, and answered, after now. */
const refetched = async (user: string) => {
  await tap.forget();
  await until(`what ${user} may hear of is known anew`, async () => {
    const passed = await tap.passed();
    const asked = passed.filter(
      (one) => one.kind === 'asked' && one.subject === SUBJECTS.personGet && one.data['person'] === personId(user),
    );
    return asked.some(({ n }) => passed.some((one) => one.kind === 'answered' && one.n === n));
  });
};

describe('a stream', () => {
  it('says how soon to come back, then that it is still there, again and again', async () => {
    const began = Date.now();
    const { heard } = await listenAs('commission');
    expect(heard()).toMatch(/^retry: 2000\n: open\n\n/);
    await until('three beats', () => (heard().match(/: beat\n\n/g) ?? []).length >= 3);
    expect(Date.now() - began).toBeGreaterThan(2 * BEAT_MS);
    expect(heard()).not.toMatch(EVENT);
  });

  it('tells which case changed, and nothing else, to those whom the case concerns', async () => {
    const concerned = await Promise.all(
      ['applicant.a', 'applicant.a2', 'window.caohejing', 'decider.caohejing', 'review.fire', 'commission'].map(
        (user) => listenAs(user),
      ),
    );
    const others = await Promise.all(
      ['applicant.b', 'window.jinqiao', 'decider.construction', 'operator', 'former.caohejing'].map((user) =>
        listenAs(user),
      ),
    );
    const number = await filed();
    await until('all have heard', () => concerned.every(({ heard }) => EVENT.test(heard())));
    for (const { heard } of concerned) {
      expect(heard().replaceAll(': beat\n\n', '')).toBe(
        `retry: 2000\n: open\n\nevent: case\ndata: {"number":"${number}","seq":1}\n\n`,
      );
    }
    const soFar = others.map(({ heard }) => heard().length);
    await until('the others have had a beat since', () => others.every(({ heard }, n) => heard().length > soFar[n]!));
    for (const { heard } of others) expect(heard()).not.toMatch(EVENT);
  });

  it('ends with its token', async () => {
    const { sign } = await registryKey(served.place);
    const began = Date.now();
    const [short, long] = await Promise.all([listen(await sign({ seconds: 2 })), listen(await sign({ seconds: 60 }))]);
    await until('it ends', () => short.hasEnded());
    expect(Date.now() - began).toBeGreaterThan(900); // the end stands in whole seconds
    expect(Date.now() - began).toBeLessThan(3_000);
    expect(long.hasEnded()).toBe(false);
  });

  it('follows what its reader may hear of', async () => {
    const { heard } = await listenAs('window.jinqiao');
    const move = (body: string) =>
      served.place.sql('UPDATE registry.mandate SET body = $1 WHERE person = $2', [body, personId('window.jinqiao')]);
    await move('window:caohejing');
    await refetched('window.jinqiao');
    const [gone, come] = [await filed('jinqiao'), await filed()];
    await until('the hint of the new window arrives', () => heard().includes(come));
    expect(heard()).not.toContain(gone);
    await move('window:jinqiao');
  });
});

describe('while something is away', () => {
  it('NATS: streams stay, and every gateway passes on hints again once it is back', async () => {
    const both = await Promise.all([listenAs('applicant.a'), listenAs('applicant.a', secondUrl)]);
    const first = await filed();
    await until('both hear', () => both.every(({ heard }) => heard().includes(first)));
    await served.nats.cut();
    await served.nats.mend();
    const later: string[] = [];
    await until('both hear again', async () => {
      const { status, body } = await served.file();
      if (status === 201) later.push(body.number);
      return both.every(({ heard }) => later.some((number) => heard().includes(number)));
    });
  });

  it('a registry that does not answer is not asked again meanwhile, and the last answer stands', async () => {
    const { heard } = await listenAs('applicant.a');
    await refetched('applicant.a');
    const [registry] = served.processes.registry;
    registry!.kill('SIGSTOP');
    await tap.forget();
    await pause(4 * REFETCH_MS);
    expect((await tap.asked(SUBJECTS.personGet)).length).toBeLessThan(2);
    const number = await filed();
    await until('the hint arrives', () => heard().includes(number));
    registry!.kill('SIGCONT');
    await refetched('applicant.a');
  });

  it('a registry that is gone is named as missing, and the last answer stands; a person who is gone hears no more', async () => {
    const [leaving, staying] = await Promise.all([listenAs('applicant.b2'), listenAs('applicant.a')]);
    await tap.close(); // so that the server says that nobody is there
    const [registry] = served.processes.registry;
    registry!.kill();
    await registry!.ended;
    const ready = await served.call('GET', '/health/ready');
    expect(ready).toMatchObject({ status: 503, body: { code: 'NOT_READY', params: { missing: ['registry'] } } });
    await pause(3 * REFETCH_MS);
    const number = await filed();
    await until('the hint arrives', () => staying.heard().includes(number));
    expect([leaving.hasEnded(), staying.hasEnded()]).toEqual([false, false]);
    served.processes.registry.push(await startProcess('registry', served.place.env, 'serving'));
    await served.place.sql('DELETE FROM registry.person WHERE id = $1', [personId('applicant.b2')]);
    await until('the stream of the one who is gone ends', () => leaving.hasEnded());
    expect(staying.hasEnded()).toBe(false);
  });
});

it('a gateway that stops ends its streams first', async () => {
  const stream = await listenAs('commission', secondUrl);
  const began = Date.now();
  await second.stop();
  expect(Date.now() - began).toBeLessThan(2_000);
  await until('the stream has ended', () => stream.hasEnded());
});
