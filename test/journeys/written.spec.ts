// From filing to certificate over HTTP, as an applicant, a stranger and whoever holds the paper see it: every instrument, its PDF, the QR
// code on it, the page that checks it without us, forgeries refused, and a revocation seen everywhere.
import { webcrypto } from 'node:crypto';
import { runInThisContext } from 'node:vm';
import jsQR from 'jsqr';
import { create } from 'qrcode';
import { objectsOf } from '../pdf';
import { until } from '../processes';
import { FORM, PARK } from '../story';
import { type Answer, serve, type Served } from './over-http';

interface Line {
  id: string;
  number: string;
  kind: string;
}
interface Page {
  policy: string;
  data: { keys: { kid: string }[]; revoked: { id: string }[] };
  verdictOn: (text: string, data: object, subtle: unknown) => Promise<{ state: string }>;
}

const DECIDER = `decider.${PARK}`;
const PUBLIC_URL = 'https://yuanban.example';

let served: Served;
let call: Served['call'];
let number: string;
let lines: Line[];
beforeAll(async () => {
  served = await serve(1, { PUBLIC_URL });
  ({ call } = served);
  number = await served.inDecision();
  await served.act(number, DECIDER, 'decide', { outcome: 'GRANT' });
  await until('the certificate is issued', async () => (await seen()).body['certificate'] === 'ISSUED');
  lines = (await seen()).body['instruments'] as Line[];
}, 240_000);
afterAll(() => served?.close(), 180_000);

const seen = () => call('GET', `/api/v1/cases/${number}`, { as: 'applicant.a' });
const at = (kind: string) => lines.find((line) => line.kind === kind)!;
const document = (name: string, as = 'applicant.a') =>
  call('GET', `/api/v1/documents/${encodeURIComponent(name)}`, { as });
const sealOf = async (kind: string) => (await document(at(kind).id)).body['seal'] as string;
const status = (seal: string) => call('POST', '/api/v1/status', { body: { seal } });
const raw = async (path: string, headers: Record<string, string> = {}, as = 'applicant.a') => {
  const authorization = `Bearer ${await served.tokenOf(as)}`;
  return fetch(served.gateways[0]! + path, { headers: { authorization, ...headers } });
};

/** The page as it is served, with its own code at work. */
async function page(): Promise<Page> {
  const answer = await fetch(`${served.gateways[0]}/verify`);
  const html = await answer.text();
  const scripts = [...html.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)];
  const data = scripts.find(([, attributes]) => attributes!.includes('json'))![2]!;
  const code = scripts.find(([, attributes]) => attributes === '')![2]!;
  return {
    policy: answer.headers.get('content-security-policy')!,
    data: JSON.parse(data) as Page['data'],
    verdictOn: runInThisContext(`(() => {${code}\nreturn verdictOn; })()`) as Page['verdictOn'],
  };
}

it('the applicant has each paper as JSON with a seal that holds, by its number or its id', async () => {
  expect(lines.map(({ kind }) => kind)).toEqual(['receipt', 'acceptance-notice', 'written-decision', 'certificate']);
  for (const line of lines) {
    for (const name of [line.number, line.id]) {
      expect(await document(name)).toMatchObject({
        status: 200,
        body: { id: line.id, case: number, sealVerdict: 'VALID', state: 'VALID' },
      });
    }
  }
});

it('and as PDF: the same bytes each time, known by its tag', async () => {
  const path = `/api/v1/documents/${at('certificate').id}`;
  const first = await raw(path, { accept: 'application/pdf' });
  expect([first.status, first.headers.get('content-type'), first.headers.get('cache-control')]).toEqual([
    200,
    'application/pdf',
    'private, no-cache',
  ]);
  const bytes = Buffer.from(await first.arrayBuffer());
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  const again = await raw(`${path}?format=pdf`);
  expect(Buffer.from(await again.arrayBuffer()).equals(bytes)).toBe(true);
  const tag = first.headers.get('etag')!;
  expect(again.headers.get('etag')).toBe(tag);
  const known = await raw(path, { accept: 'application/pdf', 'if-none-match': tag });
  expect([known.status, (await known.arrayBuffer()).byteLength]).toEqual([304, 0]);
  const other = await raw(`/api/v1/documents/${at('receipt').id}?format=pdf`);
  expect(other.headers.get('etag')).not.toBe(tag);
  expect((await other.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
});

it('nobody else learns that it is there; without a token nothing is said at all', async () => {
  const none = await document('2026-receipt-nowhere-000001');
  const told = ({ status: code, body }: Answer) => ({ code, problem: { ...body, instance: '', requestId: '' } });
  for (const user of ['applicant.b', 'window.jinqiao', 'operator']) {
    for (const { id } of lines) expect(told(await document(id, user))).toEqual(told(none));
    const pdf = await raw(`/api/v1/documents/${at('receipt').id}?format=pdf`, {}, user);
    expect([pdf.status, pdf.headers.get('etag')]).toEqual([404, null]);
  }
  expect(none).toMatchObject({ status: 404, body: { code: 'NO_SUCH_INSTRUMENT' } });
  expect(await call('GET', `/api/v1/documents/${at('receipt').id}`)).toMatchObject({ status: 401 });
  expect(await document('../../x')).toMatchObject({ status: 404, body: { code: 'NO_SUCH_INSTRUMENT' } });
});

it('the QR code on the paper leads to the page with the seal, which a camera reads', async () => {
  const seal = await sealOf('certificate');
  const { size, data } = create(`${PUBLIC_URL}/verify#${seal}`, { errorCorrectionLevel: 'M' }).modules;
  const pdf = Buffer.from(await (await raw(`/api/v1/documents/${at('certificate').id}?format=pdf`)).arrayBuffer());
  expect(
    jsQR(
      pixels(size, (x, y) => data[y * size + x] === 1),
      (size + 8) * 4,
      (size + 8) * 4,
    )!.data,
  ).toBe(`${PUBLIC_URL}/verify#${seal}`);
  // What stands on the paper is that code: its image, taken from the PDF, is read as a camera would.
  const drawn = codeOf(pdf, size);
  expect(jsQR(pixels(size, drawn), (size + 8) * 4, (size + 8) * 4)?.data).toBe(`${PUBLIC_URL}/verify#${seal}`);
});

it('the page checks every paper by itself, under its own policy, and finds forgeries', async () => {
  const { policy, data, verdictOn } = await page();
  expect(policy).toMatch(
    /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; connect-src 'self';/,
  );
  for (const { kind } of lines) {
    expect(await verdictOn(`${PUBLIC_URL}/verify#${await sealOf(kind)}`, data, webcrypto.subtle)).toMatchObject({
      state: 'VALID',
    });
  }
  const [head, payload, signature] = (await sealOf('certificate')).split('.') as [string, string, string];
  const claim = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const altered = Buffer.from(JSON.stringify({ ...claim, d: '2099-01-01' })).toString('base64url');
  expect(await verdictOn(`${head}.${altered}.${signature}`, data, webcrypto.subtle)).toMatchObject({
    state: 'ALTERED',
  });
});

it('anybody sees that the certificate is in force, and whose it is only masked', async () => {
  const answer = await call('GET', `/api/v1/certificates/${at('certificate').id}`);
  expect(answer).toMatchObject({
    status: 200,
    body: {
      state: 'VALID',
      sealVerdict: 'VALID',
      holder: { name: '甲示范**公司' },
      title: { zh: '建筑工程施工许可证' },
    },
  });
  expect(answer.headers.get('cache-control')).toBe('no-store');
  for (const secret of [FORM['projectName'], FORM['contactPhone'], '生物科技'])
    expect(JSON.stringify(answer.body)).not.toContain(secret);
  for (const name of [at('receipt').id, at('receipt').number, 'x'])
    expect(await call('GET', `/api/v1/certificates/${encodeURIComponent(name)}`)).toMatchObject({
      status: 404,
      body: { code: 'NO_SUCH_INSTRUMENT' },
    });
});

it('whoever holds a paper learns where its case stands; a forged one opens nothing', async () => {
  const seal = await sealOf('receipt');
  expect(await status(seal)).toMatchObject({
    status: 200,
    body: {
      number,
      status: 'GRANTED',
      item: { code: '16' },
      park: { code: PARK },
      reviews: { n: 3, of: 3 },
      holder: null,
    },
  });
  const [head, payload] = seal.split('.');
  for (const forged of [`${head}.${payload}.AAAA`, 'nonsense', `${seal}x`]) {
    expect(await status(forged)).toMatchObject({ status: 422, body: { code: 'SEAL_INVALID' } });
  }
  expect(await call('POST', '/api/v1/status', { body: { seal: 'x'.repeat(2_001) } })).toMatchObject({
    status: 422,
    body: { code: 'BAD_INPUT' },
  });
  expect(await call('POST', '/api/v1/status', { body: {} })).toMatchObject({ status: 422 });
});

it('a revocation is seen by the parties, by anybody, and on the page', async () => {
  const reasons = '以欺骗手段取得许可：规划许可证系伪造';
  expect(await served.act(number, DECIDER, 'revoke', { reasons })).toMatchObject({
    status: 200,
    body: { status: 'REVOKED' },
  });
  for (const kind of ['certificate', 'written-decision'])
    expect((await document(at(kind).id)).body).toMatchObject({ state: 'REVOKED', sealVerdict: 'VALID' });
  expect((await document(at('receipt').id)).body).toMatchObject({ state: 'VALID', revokedOn: null });
  const today = ((await seen()).body['now'] as string).slice(0, 10);
  const { body } = await call('GET', `/api/v1/certificates/${at('certificate').id}`);
  expect(body).toMatchObject({ state: 'REVOKED', revokedOn: today });
  const { data, verdictOn } = await page();
  expect(await verdictOn(await sealOf('certificate'), data, webcrypto.subtle)).toMatchObject({ state: 'REVOKED' });
  const decision = ((await seen()).body['instruments'] as Line[]).at(-1)!;
  expect((await document(decision.id)).body).toMatchObject({
    kind: 'revocation-decision',
    content: { own: { reasons } },
  });
  expect(await status(await sealOf('receipt'))).toMatchObject({ body: { status: 'REVOKED' } });
});

/** Modules as the pixels of a picture with a quiet zone, four by four each. */
function pixels(size: number, isDark: (x: number, y: number) => boolean): Uint8ClampedArray {
  const width = (size + 8) * 4;
  const picture = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let y = 0; y < width; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [column, row] = [Math.floor(x / 4) - 4, Math.floor(y / 4) - 4];
      const isInside = column >= 0 && row >= 0 && column < size && row < size;
      if (isInside && isDark(column, row)) picture.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  return picture;
}

/** The modules of the code on a paper: an image with a byte for each, and two white ones around. */
function codeOf(pdf: Buffer, size: number): (x: number, y: number) => boolean {
  const side = size + 4;
  const image = objectsOf(pdf).find((bytes) => bytes?.length === side * side)!;
  return (x, y) => image.charCodeAt((y + 2) * side + x + 2) === 0;
}
