// Past cases on a real Postgres: each lived by the rules of its day, or refused by the code of the door.
import { type INestApplicationContext } from '@nestjs/common';
import { type PastCase } from '#contracts/past-case';
import { type Installation } from '../../../../test/installation';
import { PARK, personId, exampleOf } from '../../../../test/story';
import { ActService } from '../act/act.service';
import { eventHash } from '../act/events';
import {
  type EventRow,
  COMMISSION,
  USCC,
  before,
  imported,
  eventsOf,
  count,
  house,
  pastHouse,
} from '../../../../test/past-house';

let place: Installation;
let door: INestApplicationContext;

pastHouse();
beforeAll(() => ({ place, door } = house));

describe('a past case', () => {
  it('of the days before the delegation names the office that decided, by the law of its day', async () => {
    const { view } = await imported([before('b-1')]);
    expect(view).toMatchObject({ state: 'DONE', lines: 1, imported: 1, known: 0, refused: 0, fault: null });
    const [filed, accepted, decided, ...more] = await eventsOf('b-1');
    expect(filed!.data).toMatchObject({
      imported: true,
      delegation: null,
      limits: { statutory: { workdays: 20 }, promised: { workdays: 20 } },
    });
    expect(filed!.actor).toBe(`import:${view.id}`);
    expect(filed!.number).toMatch(/^11-caohejing-20160301-\d{6}$/);
    expect(filed!.effective_at.toISOString()).toBe('2016-03-01T01:00:00.000Z');
    expect(filed!.recorded_at.getTime()).toBeGreaterThan(Date.parse('2026-01-01'));
    expect([accepted!.type, decided!.type, more]).toEqual(['case.accepted.v1', 'case.decided.v1', []]);
    expect(decided!.data).toMatchObject({ net: 18, onTime: true, outcome: 'GRANT' });
    const [row] = await place.sql(
      'SELECT owner, in_name_of, delegation, status FROM cases.approval_case WHERE number = $1',
      [filed!.number],
    );
    expect(row).toEqual({
      owner: 'dept:development-reform',
      in_name_of: 'dept:development-reform',
      delegation: null,
      status: 'GRANTED',
    });
  });

  it('of the days after it is decided by the park, which nobody need name', async () => {
    const past = before('a-1', {
      decidedBy: undefined,
      filedAt: '2018-05-02',
      acts: [
        { act: 'accept', at: '2018-05-03' },
        { act: 'decide', at: '2018-05-10', outcome: 'REFUSE' },
      ],
    });
    await imported([past]);
    const [filed, , decided] = await eventsOf('a-1');
    expect(filed!.data).toMatchObject({ delegation: '沪府办发〔2013〕34号', limits: { promised: { workdays: 13 } } });
    expect(filed!.effective_at.toISOString()).toBe('2018-05-02T04:00:00.000Z'); // a day counts as its noon
    expect(decided!.data).toMatchObject({ net: 5, outcome: 'REFUSE' });
  });

  it('gets its cards at their own instants if it was late, and its chain of hashes like any other', async () => {
    const decide = { act: 'decide', at: '2016-04-20T16:00:00+08:00', outcome: 'GRANT' } as const;
    await imported([before('late-1', { acts: [before('x').acts[0]!, decide] })]);
    const events = await eventsOf('late-1');
    expect(events.map(({ type }) => type)).toEqual([
      'case.filed.v1',
      'case.accepted.v1',
      'case.yellow-carded.v1',
      'case.red-carded.v1',
      'case.supervision-opened.v1',
      'case.escalated.v1',
      'case.decided.v1',
    ]);
    expect(events[3]!.effective_at.toISOString()).toBe('2016-03-30T16:00:00.000Z');
    expect(new Set(events.map(({ actor }) => actor.slice(0, 7)))).toEqual(new Set(['import:']));
    let previous: Buffer = Buffer.alloc(32);
    for (const { number, no, type, actor, data, effective_at, recorded_at, hash } of events) {
      const core = { number, no, type, effectiveAt: +effective_at, recordedAt: +recorded_at, actor, data };
      expect(hash).toEqual(eventHash(previous, core));
      previous = hash;
    }
  });

  it('that has ended starts no workflow, opens no task, orders no certificate and makes no instrument out', async () => {
    const [task, conduct, instruments] = [await count('task'), await count('conduct'), await count('instrument')];
    await imported([before('ended-1')]);
    expect([await count('task'), await count('conduct'), await count('instrument')]).toEqual([
      task,
      conduct,
      instruments,
    ]);
    const [{ number }] = (await eventsOf('ended-1')) as [EventRow];
    const view = await door.get(ActService).view(number, COMMISSION);
    expect(view).toMatchObject({ status: 'GRANTED', certificate: null, form: {}, instruments: [] });
  });

  it('that has ended never runs out here, however long ago its certificate was given; an act may tell that it was withdrawn', async () => {
    const acts = before('x').acts;
    const withdrawn = { act: 'withdraw-licence', at: '2017-03-01', ground: 'LAW_CHANGED' } as const;
    const asked = { act: 'ask-renewal', at: '2016-05-01' } as never;
    const { refused } = await imported([
      before('licence-1'),
      before('licence-2', { acts: [...acts, withdrawn] }),
      before('licence-3', { acts: [...acts, asked] }),
    ]);
    expect(refused).toMatchObject([{ line: 3, code: 'BAD_INPUT', field: '/acts/2/act' }]);
    const rows = await place.sql(
      `SELECT i.ref, c.status, c.live, c.state->'instants' AS instants FROM cases.approval_case c
       JOIN cases.imported_case i USING (number) WHERE i.ref LIKE 'licence-%' ORDER BY i.ref`,
    );
    expect(rows).toEqual([
      { ref: 'licence-1', status: 'GRANTED', live: false, instants: [] },
      { ref: 'licence-2', status: 'RECALLED', live: false, instants: [] },
    ]);
    const [{ number }] = (await eventsOf('licence-1')) as [EventRow];
    expect((await door.get(ActService).view(number, COMMISSION)).licence).toBeNull();
  });

  it('that is still open lives on here, with its tasks and its workflow, and people act on it', async () => {
    const yesterday = new Date(Date.now() - 86_400_000).toISOString();
    await imported([before('open-1', { decidedBy: undefined, filedAt: yesterday, form: exampleOf('11'), acts: [] })]);
    const [{ number }] = (await eventsOf('open-1')) as [EventRow];
    expect(await place.sql('SELECT step, queue FROM cases.task WHERE number = $1', [number])).toEqual([
      { step: 'acceptance', queue: `window:${PARK}` },
    ]);
    const [conduct] = await place.sql('SELECT workflow_id, seq, told_seq FROM cases.conduct WHERE number = $1', [
      number,
    ]);
    expect(conduct).toEqual({ workflow_id: `${place.prefix}case/${number}`, seq: 1, told_seq: 0 });
    const request = { number, person: personId(`window.${PARK}`), key: 'open-1', act: 'accept', body: {} };
    const done = await door.get(ActService).act(request);
    expect(done).toMatchObject({ status: 'DECISION', view: { form: exampleOf('11') } });
  });

  it('that the machine recorded on the spot, or that asked its reviewers by its form, is lived so too', async () => {
    const spot = before('spot-1', { item: '12', decidedBy: undefined, filedAt: '2018-05-02', acts: [] });
    const asked = before('asked-1', {
      item: '5',
      decidedBy: undefined,
      filedAt: '2020-05-06',
      form: exampleOf('5'),
      acts: [
        { act: 'accept', at: '2020-05-07' },
        { act: 'opinion', at: '2020-05-12', verdict: 'AGREE' },
        { act: 'decide', at: '2020-05-20', outcome: 'GRANT' },
      ],
    });
    const { view } = await imported([spot, asked]);
    expect(view).toMatchObject({ imported: 2, refused: 0 });
    expect((await eventsOf('spot-1')).map(({ type }) => type)).toEqual(['case.filed.v1', 'case.recorded.v1']);
    const opinions = (await eventsOf('asked-1')).filter(({ type }) => type === 'case.opinion-given.v1');
    const [{ data }] = (await eventsOf('asked-1')) as [EventRow];
    const { reviewers } = data['parties'] as { reviewers: string[] };
    expect(reviewers.length).toBeGreaterThan(0);
    expect(opinions.map((one) => one.data['body'])).toEqual(reviewers);
  });
});

describe('a line that breaks the law or the form is refused by the code of the door', () => {
  const acts = (...list: PastCase['acts']) => ({ acts: list });
  const accept = { act: 'accept', at: '2016-03-02' } as const;
  const decide = { act: 'decide', at: '2016-03-29', outcome: 'GRANT' } as const;
  it.each<[string, object | string, string, string | null]>([
    [
      'decided before accepted',
      acts(accept, { ...decide, at: '2016-03-01T12:30:00+08:00' }),
      'ACT_OUT_OF_TURN',
      '/acts/1',
    ],
    ['an act before the filing', acts({ ...accept, at: '2016-02-29' }, decide), 'ACT_OUT_OF_TURN', '/acts/0'],
    ['an act twice', acts(accept, accept, decide), 'ACT_OUT_OF_TURN', '/acts/1'],
    ['an act in the future', acts(accept, { ...decide, at: '2031-03-29' }), 'ACT_IN_FUTURE', '/acts/1'],
    [
      'a pause without its length',
      acts(accept, { act: 'pause', at: '2016-03-03', reason: 'hearing' }),
      'BAD_INPUT',
      '/acts/1',
    ],
    [
      'a pause after the limit',
      acts(accept, { act: 'pause', at: '2016-05-03', reason: 'hearing', days: 5 }),
      'CLOCK_PAUSED_TOO_LATE',
      '/acts/1',
    ],
    [
      'an opinion nobody was asked for',
      acts(accept, { act: 'opinion', at: '2016-03-03', body: 'dept:fire', verdict: 'AGREE' }),
      'ACT_OUT_OF_TURN',
      '/acts/1',
    ],
    ['an unknown item', { item: '99' }, 'NO_SUCH_ITEM', null],
    ['an unknown park', { park: 'nowhere' }, 'NO_SUCH_PARK', null],
    ['an unknown office', { decidedBy: 'nobody' }, 'NO_SUCH_BODY', '/decidedBy'],
    ['no office and no delegation', { decidedBy: undefined }, 'NO_DELEGATION', null],
    ['an office where a delegation was', { filedAt: '2018-05-02', acts: [] }, 'ALREADY_DELEGATED', '/decidedBy'],
    [
      'a day before the first version of the item',
      { item: 'T01', filedAt: '2015-03-01', acts: [] },
      'ITEM_NOT_IN_FORCE',
      '/filedAt',
    ],
    ['a day before any calendar', { filedAt: '2014-10-08', acts: [] }, 'CALENDAR_UNKNOWN', '/filedAt'],
    ['a code that is none', { applicant: '91310115DEM000014X' }, 'USCC_INVALID', '/applicant'],
    ['a day that is none', { filedAt: '2016-02-30' }, 'BAD_INPUT', '/filedAt'],
    ['an unknown field', { remark: 'x' }, 'BAD_INPUT', '/remark'],
    ['a field of another act', acts({ ...accept, days: 3 }), 'BAD_INPUT', '/acts/0/days'],
    ['an act that nobody does', acts({ act: 'escalate', at: '2016-03-02' } as never), 'BAD_INPUT', '/acts/0/act'],
    ['a form of another item', { form: exampleOf('16') }, 'FORM_INVALID', '/form/projectSite'],
    ['a form and what it meant', { form: exampleOf('11'), reviewers: [] }, 'BAD_INPUT', '/form'],
    ['reviewers that the item does not know', { reviewers: ['dept:fire'] }, 'BAD_INPUT', '/reviewers'],
    ['no JSON', '{"source":', 'LINE_MALFORMED', null],
    ['no object', '7', 'BAD_INPUT', ''],
    ['what cannot be stored', JSON.stringify(before('n')).replace('archive', 'a\\u0000'), 'LINE_MALFORMED', null],
  ])('%s', async (name, wrong, code, field) => {
    const [cases, events] = [await count('approval_case'), await count('case_event')];
    const line = typeof wrong === 'string' ? wrong : JSON.stringify({ ...before(`wrong-${name}`), ...wrong });
    const { view, refused } = await imported([`\n${line}`]);
    expect(view).toMatchObject({ state: 'DONE', imported: 0, refused: 1 });
    expect(refused).toEqual([{ line: 2, code, field, params: expect.any(Object) as object }]);
    expect([await count('approval_case'), await count('case_event')]).toEqual([cases, events]);
  });

  it('and takes no other line with it', async () => {
    const { view, refused } = await imported([before('good-1'), '{', before('good-2'), before('good-1')]);
    expect(view).toMatchObject({ lines: 4, imported: 2, known: 1, refused: 1 });
    expect(refused.map(({ line }) => line)).toEqual([2]);
  });
});

describe('a table', () => {
  const header =
    'ref,source,item,park,applicant,decidedBy,filedAt,acceptedAt,pausedFrom,pausedTo,pauseReason,pauseDays,decidedAt,outcome,acts';
  const row = (ref: string, more: string) => `${ref},archive,11,${PARK},${USCC},development-reform,${more}`;

  it('has a case in each row, whatever its line ends are', async () => {
    const rows = [
      row('t-1', '2016-03-01,2016-03-02,2016-03-07,2016-03-14,appraisal,20,2016-03-29,GRANT,'),
      row('t-2', '2016-03-01,2016-03-02,,,,,2016-03-29,REFUSE,'),
      '',
      row('t-3', '2016-03-01,,,,,,2016-03-04,WITHDRAWN,'),
      row('t-4', '2016-03-01,2016-03-02,,,,,,,"[{""act"":""withdraw"",\n""at"":""2016-03-05""}]"'),
    ];
    const { view, refused } = await imported([`\ufeff${[header, ...rows].join('\r\n')}\r\n`], 'text/csv');
    expect(refused).toEqual([]);
    expect(view).toMatchObject({ state: 'DONE', imported: 4 });
    const ends = await Promise.all(['t-1', 't-2', 't-3', 't-4'].map(async (ref) => (await eventsOf(ref)).at(-1)!));
    expect(ends.map(({ type, data }) => [type, data['net']])).toEqual([
      ['case.decided.v1', 14],
      ['case.decided.v1', 19],
      ['case.withdrawn.v1', 0],
      ['case.withdrawn.v1', 2],
    ]);
  });

  it.each([
    ['a formula', '=1+1,2016-03-02,,,,,,,', 'CELL_IS_FORMULA', '/filedAt'],
    ['a formula of another alphabet', '＝1,2016-03-02,,,,,,,', 'CELL_IS_FORMULA', '/filedAt'],
    ['an end that is none', '2016-03-01,2016-03-02,,,,,2016-03-29,MAYBE,', 'BAD_INPUT', '/outcome'],
    ['days in words', '2016-03-01,2016-03-02,2016-03-07,,appraisal,ten,,,', 'BAD_INPUT', '/pauseDays'],
    ['acts that are no JSON', '2016-03-01,2016-03-02,,,,,,,nothing', 'BAD_INPUT', '/acts'],
    ['a cell too many', '2016-03-01,2016-03-02,,,,,,,,', 'LINE_MALFORMED', null],
  ])('%s is refused by its row', async (name, more, code, field) => {
    const { refused } = await imported([header, '', row(`c-${name}`, more)], 'text/csv');
    expect(refused).toEqual([{ line: 3, code, field, params: {} }]);
  });

  it.each([
    ['an unknown column', 'ref,secret\n1,2', 'HEADER_UNKNOWN'],
    ['a column twice', 'ref,ref\n1,2', 'HEADER_UNKNOWN'],
    ['no header', '', 'HEADER_UNKNOWN'],
    ['a quote that never closes', `ref,source\n"1,2\n3,4`, 'LINE_MALFORMED'],
  ])('with %s fails as a whole, by name', async (_, content, fault) => {
    const { view } = await imported([content], 'text/csv');
    expect(view).toMatchObject({ state: 'FAILED', imported: 0, fault });
  });
});
