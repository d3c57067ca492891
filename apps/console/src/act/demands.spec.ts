// What the law demands of an act beyond its shape, and what is sent.
import { bodyFrom, demandsOf, isFinal, namePathOf } from './demands';

const view = (dissent: string[] = [], corrections = 0, objections = 0) => ({
  review: { n: 3, of: 3, dissent, awaited: [] },
  publicity: objections === 0 ? null : { from: '', until: '', isOver: true, objections },
  steps: Array.from({ length: corrections }, () => ({
    id: 'correction/1',
    kind: 'CORRECTION',
    body: 'enterprise:x',
    openedAt: '',
    endedAt: '',
    outcome: 'SUPPLEMENTED',
  })),
  instruments: [
    { number: '〔2026〕收件-1', served: null },
    { number: '〔2026〕受理-1', served: { method: 'POST' as const, on: '2026-11-10' } },
  ],
});

it('a refusal demands reasons and remedies (行政许可法 38)', () => {
  expect(demandsOf('decide', { outcome: 'REFUSE' }, view(['dept:fire']))).toEqual({
    required: ['reasons', 'remedies'],
    hidden: ['dissentHandling', 'objectionHandling', 'hearingHandling'],
  });
});

it.each(['GRANT', 'REFUSE'])('an objection of the public is answered by a %s', (outcome) => {
  const { required, hidden } = demandsOf('decide', { outcome }, view([], 0, 1));
  expect(required).toContain('objectionHandling');
  expect(hidden).not.toContain('objectionHandling');
});

it('a grant demands an answer to a dissent, and asks for none without', () => {
  expect(demandsOf('decide', { outcome: 'GRANT' }, view(['dept:fire'])).required).toEqual(['dissentHandling']);
  expect(demandsOf('decide', { outcome: 'GRANT' }, view())).toEqual({
    required: [],
    hidden: ['remedies', 'dissentHandling', 'objectionHandling', 'hearingHandling'],
  });
});

it('a second notice of correction demands a reason', () => {
  expect(demandsOf('request-correction', {}, view([], 1)).required).toEqual(['reason']);
  expect(demandsOf('request-correction', {}, view()).hidden).toEqual(['reason']);
});

it('a service that is on record is recorded anew with the reason alone, or taken back, and one that is not cannot be', () => {
  expect(demandsOf('serve', { instrument: '〔2026〕收件-1', method: 'POST' }, view())).toEqual({
    required: ['receiver', 'on'],
    hidden: ['reason'],
    without: { method: ['NONE'] },
  });
  const again = { instrument: '〔2026〕受理-1' };
  expect(demandsOf('serve', { ...again, method: 'PUBLIC_NOTICE' }, view())).toEqual({
    required: ['on', 'reason'],
    hidden: ['receiver'],
    without: { method: [] },
  });
  expect(demandsOf('serve', { ...again, method: 'NONE' }, view())).toEqual({
    required: ['reason'],
    hidden: ['receiver', 'on'],
    without: { method: [] },
  });
});

it('an act that nobody foresaw demands nothing, and is read over before it is sent', () => {
  expect(demandsOf('publish', {}, view())).toEqual({ required: [], hidden: [] });
  expect(isFinal('publish')).toBe(true);
  expect(isFinal('accept')).toBe(false);
});

it('sends what is filled and has a place', () => {
  const filled = { outcome: 'GRANT', reasons: '', remedies: 'x', items: [{ field: '', text: '缺图纸' }] };
  expect(bodyFrom(filled, ['remedies'])).toEqual({ outcome: 'GRANT', items: [{ text: '缺图纸' }] });
});

it('finds the field that a problem points to', () => {
  expect(namePathOf('/items/0/text')).toEqual(['items', 0, 'text']);
  expect(namePathOf('/a~1b')).toEqual(['a/b']);
});
