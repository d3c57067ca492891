import { certificateIdentifier, isCertificateIdentifier, mod3736 } from './identifier';

const ISSUED = [
  '1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0',
  '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U',
];

it.each(ISSUED)('%s, issued by others, has the check place that we compute', (identifier) => {
  const [type, issuer, serial, version] = identifier.split('.').slice(5) as [string, string, string, string];
  expect(certificateIdentifier({ type, issuer, serial, version })).toBe(identifier);
  expect(isCertificateIdentifier(identifier)).toBe(true);
});

it('a changed or exchanged place is found', () => {
  const [identifier] = ISSUED as [string];
  const wrong = [...identifier].flatMap((place, i) => {
    if (i < 15 || place === '.') return [];
    const other = place === '7' ? '8' : '7';
    const changed = identifier.slice(0, i) + other + identifier.slice(i + 1);
    const next = identifier[i + 1];
    if (next === undefined || next === '.' || next === place) return [changed];
    return [changed, identifier.slice(0, i) + next + place + identifier.slice(i + 2)];
  });
  expect(wrong.length).toBeGreaterThan(60);
  expect(wrong.filter(isCertificateIdentifier)).toEqual([]);
});

it('a text with its check place has the sum 1, as the standard says', () => {
  // ISO 7064, hybrid systems: going through all places, the last one included, must end at 1.
  const text = 'A12425GABC1234002';
  let product = 36;
  for (const place of text) product = (((product + parseInt(place, 36)) % 36 || 36) * 2) % 37;
  expect((product + parseInt(mod3736(text), 36)) % 36).toBe(1);
});

it.each(['', '1.2.156.3005.2', `${ISSUED[0]}0`, ISSUED[0]!.toLowerCase(), ISSUED[0]!.replace('3005', '3006')])(
  '%j is no identifier',
  (text) => {
    expect(isCertificateIdentifier(text)).toBe(false);
  },
);
