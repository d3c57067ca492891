import { KINDS } from '../../../../test/instruments';
import { isCertificateIdentifier } from './identifier';
import { numberOf, type Series } from './numbering';

const of = (kind: string, issuer = 'park:caohejing', epoch = 1) =>
  numberOf(
    { issuer, year: 2026, kind, type: '11100000000013338W009', uscc: '11330105002500287C' } as Series,
    epoch,
    123,
  );

it('has a form for paper and one for addresses', () => {
  expect(of('acceptance-notice')).toMatchObject({
    number: '〔2026〕受理-caohejing-000123',
    id: '2026-acceptance-notice-caohejing-000123',
    epoch: 1,
    serial: 123,
  });
});

it('a later epoch shows in both: after a restore no number that is out there is given again', () => {
  expect(of('receipt', undefined, 2)).toMatchObject({
    number: '〔2026〕收件-caohejing-e2-000123',
    id: '2026-receipt-caohejing-e2-000123',
  });
  expect(of('certificate', undefined, 2).id).not.toBe(of('certificate').id);
});

it('is the number of one series alone', () => {
  const all = KINDS.flatMap((kind) =>
    [1, 2].flatMap((epoch) => ['park:fire', 'dept:fire'].map((issuer) => [kind, issuer, epoch] as const)),
  ).filter(([kind, issuer]) => kind !== 'certificate' || issuer === 'park:fire'); // an identifier names the issuer by its code
  const numbers = all.map(([kind, issuer, epoch]) => of(kind, issuer, epoch));
  expect(new Set(numbers.map(({ id }) => id)).size).toBe(all.length);
  expect(new Set(numbers.map(({ number }) => number)).size).toBe(all.length);
});

it('a certificate is numbered by its identifier', () => {
  const { id, number } = of('certificate');
  expect(id).toBe('1.2.156.3005.2.11100000000013338W009.11330105002500287C.202601000123.001.S');
  expect(number).toBe(id);
  expect(isCertificateIdentifier(id)).toBe(true);
});

it('the form for addresses needs no escaping', () => {
  for (const kind of KINDS) expect(of(kind).id).toMatch(/^[A-Za-z0-9.-]+$/);
});
