import { ROLE_OF_STEP } from '#rules/access';
import { audienceOf } from '#rules/audience';
import { LIFECYCLE } from '#rules/lifecycle';
import { type Step } from '#rules/state';
import { type NoticeFacts, wordsOf } from './texts';

const FACTS: NoticeFacts = {
  number: '16-caohejing-20260302-000001',
  act: 'accept',
  side: 'APPLICANT',
  work: null,
  dueOn: null,
  outcome: null,
  item: { zh: '建设工程施工许可', en: 'Construction permit' },
  park: { zh: '漕河泾', en: 'Caohejing' },
};
const PARTIES = { applicant: 'enterprise:a', window: 'window:p', owner: 'park:p' };

it('says what happened, of which item, case and park', () => {
  expect(wordsOf(FACTS)).toEqual({
    title: { zh: '您的申请已受理：建设工程施工许可', en: 'Your application has been accepted: Construction permit' },
    text: {
      zh: '办件编号：16-caohejing-20260302-000001\n园区：漕河泾',
      en: 'Case: 16-caohejing-20260302-000001\nPark: Caohejing',
    },
  });
});

it('tells an office what is to be done, and until when', () => {
  const { title, text } = wordsOf({ ...FACTS, side: 'OFFICE', work: 'REVIEW', dueOn: '2026-03-09' });
  expect([title.zh, text.zh.split('\n').at(-1)]).toEqual(['待会审：建设工程施工许可', '期限：2026-03-09']);
});

it('tells an applicant how it was decided, and no day that binds the office', () => {
  const { text } = wordsOf({ ...FACTS, act: 'decide', outcome: 'REFUSE', dueOn: '2026-03-09' });
  expect(text.en.split('\n').slice(2)).toEqual(['Decision: refused']);
});

it('has words for whoever hears of an act', () => {
  const kinds = (Object.keys(ROLE_OF_STEP) as Step['kind'][]).filter((kind) => kind !== 'SPECIAL');
  const OVERDUE_BY_APPLICANT: readonly string[] = ['step-overdue', 'accept-conditionally', 'tell-hearing'];
  let said = 0;
  for (const { act } of LIFECYCLE) {
    const alone = audienceOf(act, PARTIES, { copiedTo: ['dept:finance'] });
    for (const { role } of alone) {
      const side = role === 'APPLICANT' ? 'APPLICANT' : 'OFFICE';
      expect(wordsOf({ ...FACTS, act, side }).title.zh).not.toContain('undefined');
      said += 1;
    }
    for (const kind of kinds) {
      // Whoever is given work by an act hears of that; by whom it is opened is the business of reduce.
      const whose = audienceOf(act, PARTIES, { work: [{ kind, body: 'dept:x' }] }).find(
        ({ body }) => body === 'dept:x',
      );
      if (!whose || (whose.role === 'APPLICANT' && !OVERDUE_BY_APPLICANT.includes(act))) continue;
      const side = whose.role === 'APPLICANT' ? 'APPLICANT' : 'OFFICE';
      expect(wordsOf({ ...FACTS, act, side, work: kind }).title.en).toMatch(/^[A-Z].+: Construction permit$/);
      said += 1;
    }
  }
  expect(said).toBeGreaterThan(50);
});

it('fails rather than saying nothing', () => {
  expect(() => wordsOf({ ...FACTS, act: 'retry-work' })).toThrow('no words for retry-work to APPLICANT');
});
