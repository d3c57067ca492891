// A past case as one row of a table, in both directions: what no column can tell goes into the last ones, and nothing is lost.
import { COLUMNS, type Column, type PastAct, type PastCase, type Row } from '#contracts/past-case';
import { pastCases } from '../../../../infra/demo/past-cases.mjs';
import { caseOf, cellsOf } from './columns';

const plain = { source: 'archive', ref: '1', item: '11', park: 'p', applicant: 'u', filedAt: '2016-03-01' };
const past = (acts: PastAct[], more: Partial<PastCase> = {}): PastCase => ({ ...plain, ...more, acts });
const rowOf = (one: PastCase): Row =>
  Object.fromEntries(cellsOf(one).flatMap((cell, i) => (cell === '' ? [] : [[COLUMNS[i], cell]])));
const failureOf = (row: Row) => {
  try {
    caseOf(row);
  } catch (error) {
    const { code, errors } = error as { code: string; errors?: { pointer: string }[] };
    return [code, errors?.[0]?.pointer];
  }
  return null;
};

const accept: PastAct = { act: 'accept', at: '2016-03-02' };
const decide: PastAct = { act: 'decide', at: '2016-03-29', outcome: 'GRANT' };

describe('a row', () => {
  it('is a case whose acts follow in the order of the law', () => {
    const row: Row = {
      ...plain,
      decidedAt: '2016-04-29',
      outcome: 'REFUSE',
      acceptedAt: '2016-03-09',
      supplementedAt: '2016-03-08',
      correctionAskedAt: '2016-03-03',
      reviewedAt: '2016-03-10',
      pausedTo: '2016-03-20',
      pausedFrom: '2016-03-11',
      pauseReason: 'appraisal',
      pauseDays: '20',
      extendedAt: '2016-03-21',
      extendedDays: '7',
      acts: '[{"act":"object","at":"2016-03-22"}]',
    };
    expect(caseOf(row)).toEqual({
      ...plain,
      acts: [
        { act: 'request-correction', at: '2016-03-03' },
        { act: 'supplement', at: '2016-03-08' },
        { act: 'accept', at: '2016-03-09' },
        { act: 'opinion', at: '2016-03-10', verdict: 'AGREE' },
        { act: 'pause', at: '2016-03-11', reason: 'appraisal', days: 20 },
        { act: 'resume', at: '2016-03-20' },
        { act: 'extend', at: '2016-03-21', days: 7 },
        { act: 'decide', at: '2016-04-29', outcome: 'REFUSE' },
        { act: 'object', at: '2016-03-22' },
      ],
    });
  });

  it.each([
    ['GRANT', { act: 'decide', outcome: 'GRANT' }],
    ['REFUSE', { act: 'decide', outcome: 'REFUSE' }],
    ['WITHDRAWN', { act: 'withdraw' }],
    ['NOT_ACCEPTED', { act: 'refuse-acceptance' }],
  ])('ends with %s as that act', (outcome, act) => {
    expect(caseOf({ ...plain, decidedAt: '2016-03-29', outcome })).toMatchObject({
      acts: [{ ...act, at: '2016-03-29' }],
    });
  });

  it('has its JSON read, and what is not there is absent', () => {
    const row = { ...plain, form: '{"a":1}', reviewers: '["dept:fire"]', check: '{"verdict":"PASS"}' };
    const read = caseOf(row);
    expect(read).toEqual({ ...plain, form: { a: 1 }, reviewers: ['dept:fire'], check: { verdict: 'PASS' }, acts: [] });
    expect(Object.keys(caseOf({ ref: '1' }))).toEqual(['ref', 'acts']);
  });

  it.each<[string, Column, string]>([
    ['=', 'ref', '=1'],
    ['+', 'filedAt', '+1'],
    ['-', 'source', '-1'],
    ['@', 'acts', '@SUM(A1)'],
    ['= of full width', 'form', '＝1'],
    ['a tab and =', 'outcome', '\t=1'],
  ])('with a cell that begins with %s is no data but a formula', (_, column, cell) => {
    expect(failureOf({ ...plain, [column]: cell })).toEqual(['CELL_IS_FORMULA', `/${column}`]);
  });

  it.each<[string, Column, string]>([
    ['an end that is none', 'outcome', 'MAYBE'],
    ['days in words', 'pauseDays', 'ten'],
    ['days with a fraction', 'extendedDays', '1.5'],
    ['days beyond all measure', 'extendedDays', '10000'],
    ['acts that are no JSON', 'acts', 'none'],
    ['acts that are no list', 'acts', '{}'],
    ['a form that is no JSON', 'form', '{'],
  ])('with %s names the column', (_, column, cell) => {
    const row = { ...plain, pausedFrom: '2016-03-03', extendedAt: '2016-03-04', decidedAt: '2016-03-29' };
    expect(failureOf({ ...row, outcome: 'GRANT', [column]: cell })).toEqual(['BAD_INPUT', `/${column}`]);
  });

  it('decided without saying how names the column', () => {
    expect(failureOf({ ...plain, decidedAt: '2016-03-29' })).toEqual(['BAD_INPUT', '/outcome']);
  });
});

describe('a case as a row', () => {
  it('tells a plain life in its columns alone', () => {
    expect(rowOf(past([accept, decide]))).toEqual({
      ...plain,
      acceptedAt: '2016-03-02',
      decidedAt: '2016-03-29',
      outcome: 'GRANT',
    });
  });

  it.each<[string, PastAct[], string[]]>([
    [
      'an opinion, since the column is of all who were asked',
      [{ ...accept, act: 'opinion', verdict: 'AGREE' }],
      ['opinion'],
    ],
    ['an act for the second time', [accept, { ...accept, at: '2016-03-03' }, decide], ['accept']],
    ['a decision that says more', [accept, { ...decide, dissentHandled: true }], ['decide']],
    ['a supplement with its meaning', [{ act: 'supplement', at: '2016-03-02', reviewers: [] }, decide], ['supplement']],
    [
      'acts of one instant, whose order is only in the list',
      [accept, { ...decide, at: accept.at }],
      ['accept', 'decide'],
    ],
    ['acts that are not in their order', [decide, accept], ['decide', 'accept']],
  ])('tells in the list: %s', (_, acts, listed) => {
    const row = rowOf(past(acts));
    expect((JSON.parse(row.acts!) as PastAct[]).map(({ act }) => act)).toEqual(listed);
  });

  it('is read back as the same case', () => {
    const inOrder = (one: PastCase) => ({ ...one, acts: [...one.acts].sort((a, b) => (a.at < b.at ? -1 : 1)) });
    const demo = [...pastCases({ count: 600, seed: 3, until: Date.parse('2026-01-01') })];
    const reasoned: PastAct = { act: 'request-correction', at: '2016-03-02', items: ['/a', null], isReasoned: true };
    const rich = past([reasoned, { act: 'supplement', at: '2016-03-03', form: { b: 2 } }, accept, decide], {
      form: { 名: '值, "引"\n' },
      check: { ruleSet: 'r', verdict: 'PASS', broken: [] },
      reviewers: ['dept:fire'],
      copyFrom: '2016-03-01',
      decidedBy: 'construction',
    });
    for (const one of [...demo, rich]) {
      expect(inOrder(caseOf(rowOf(one)) as unknown as PastCase)).toEqual(inOrder(one));
    }
  });
});
