import { actOf, audienceOf } from './audience';
import { LIFECYCLE, type ActName } from './lifecycle';
import { type Step } from './state';
import { type ToldWork } from './doing';

const PARTIES = { applicant: 'enterprise:a', window: 'window:caohejing', owner: 'park:caohejing' };
const APPLICANT = 'APPLICANT enterprise:a';
const WINDOW = 'WINDOW window:caohejing';
const OWNER = 'DECIDER park:caohejing';
const work = (kind: Step['kind'], body: string): ToldWork => ({ kind, body });
const heardBy = (act: ActName, told: Parameters<typeof audienceOf>[2] = {}) =>
  audienceOf(act, PARTIES, told).map(({ role, body }) => `${role} ${body}`);

it.each<[string, ActName, ToldWork[], string[]]>([
  ['a filing: the applicant and the window', 'file', [work('ACCEPTANCE', PARTIES.window)], [APPLICANT, WINDOW]],
  [
    'an acceptance: the applicant, and each department asked',
    'accept',
    [work('REVIEW', 'dept:fire'), work('REVIEW', 'dept:water')],
    [APPLICANT, 'REVIEWER dept:fire', 'REVIEWER dept:water'],
  ],
  ['an acceptance with publicity: time itself ends that', 'accept', [work('PUBLICITY', PARTIES.owner)], [APPLICANT]],
  [
    'a notice of correction: the applicant, once',
    'request-correction',
    [work('CORRECTION', 'enterprise:a')],
    [APPLICANT],
  ],
  ['the corrected form: the window', 'supplement', [work('ACCEPTANCE', PARTIES.window)], [WINDOW]],
  ['an opinion that is not the last: nobody', 'opinion', [], []],
  ['the last opinion: whoever decides', 'opinion', [work('DECISION', PARTIES.owner)], [OWNER]],
  [
    'an objection: the applicant, and whoever must answer it',
    'object',
    [work('OBJECTION', PARTIES.owner)],
    [APPLICANT, OWNER],
  ],
  [
    'a withdrawal: the applicant, and those whose work falls away',
    'withdraw',
    [work('REVIEW', 'dept:fire')],
    [APPLICANT, 'REVIEWER dept:fire'],
  ],
  ['a decision: the applicant, and the window that hands it out', 'decide', [], [APPLICANT, WINDOW]],
  ['a reminder: those alone who owe the work', 'remind', [work('REVIEW', 'dept:fire')], ['REVIEWER dept:fire']],
  [
    'a yellow card: also whoever decides, and the window',
    'yellow-card',
    [work('REVIEW', 'dept:fire')],
    ['REVIEWER dept:fire', OWNER, WINDOW],
  ],
  [
    'a red card: also the commission',
    'red-card',
    [work('REVIEW', 'dept:fire')],
    ['REVIEWER dept:fire', OWNER, WINDOW, 'COMMISSION commission'],
  ],
  [
    'a red card on the decision: whoever decides once',
    'red-card',
    [work('DECISION', PARTIES.owner)],
    [OWNER, WINDOW, 'COMMISSION commission'],
  ],
  [
    'an escalation: whoever supervises, and all who heard of the red card',
    'escalate',
    [work('REVIEW', 'dept:fire'), work('SUPERVISION', 'dept:construction')],
    ['REVIEWER dept:fire', 'DECIDER dept:construction', OWNER, WINDOW, 'COMMISSION commission'],
  ],
  ['work that the machine gave up: whoever can order it anew', 'fail-work', [work('WORK', PARTIES.owner)], [OWNER]],
  ['a further try of it: nobody', 'retry-work', [], []],
  [
    'a certificate that is overdue: who decided, and who supervises',
    'certificate-overdue',
    [],
    [OWNER, 'COMMISSION commission'],
  ],
  [
    'dates that a new calendar moves: the applicant, and those who owe the work',
    'recalendar',
    [work('REVIEW', 'dept:fire')],
    [APPLICANT, 'REVIEWER dept:fire'],
  ],
])('hear of %s', (_, act, told, heard) => expect(heardBy(act, { work: told })).toEqual(heard));

it('hear of a copy: the people of each body that received it', () => {
  expect(heardBy('copy', { copiedTo: ['dept:finance'] })).toEqual(['REVIEWER dept:finance', 'DECIDER dept:finance']);
});

it('nobody hears of a new calendar that moves a card alone', () => {
  const told = { work: [work('REVIEW', 'dept:fire')], dates: [] };
  expect(heardBy('recalendar', told)).toEqual([]);
});

it('of a step that is handed on only whoever is given it hears, and of one that is free again its body', () => {
  const told = { work: [{ kind: 'REVIEW', body: 'dept:fire' }] as const, assignee: 'person:p2' };
  expect(audienceOf('reassign', PARTIES, told)).toEqual([{ role: 'REVIEWER', body: 'dept:fire', holder: 'person:p2' }]);
  expect(audienceOf('release', PARTIES, told)).toEqual([{ role: 'REVIEWER', body: 'dept:fire' }]);
  expect(audienceOf('claim', PARTIES, told)).toEqual([]);
});

it('the applicant hears of every act but those between offices', () => {
  const unheard = LIFECYCLE.map(({ act }) => act).filter((act) => !heardBy(act).includes(APPLICANT));
  expect(unheard).toEqual([
    ...['bring-late-material', 'give-promise', 'supplement', 'report-up', 'opinion', 'recirculate', 'close-review'],
    'site-check',
    ...[
      'ask-hearing',
      'score',
      'recuse',
      'propose',
      'retry-work',
      'ask-renewal',
      'ask-correction',
      'report-fix',
      'ask-reconsideration',
      'revoke-card',
      'answer-supervision',
      'close-supervision',
      'acknowledge-receipt',
      'claim',
      'release',
      'reassign',
      'copy',
      'deem-agreed',
      'end-publicity',
    ],
    ...['lapse-right', 'remind', 'step-overdue', 'special-overrun', 'certificate-overdue'],
    ...['yellow-card', 'red-card', 'supervise', 'escalate'],
    'fail-work',
  ]);
});

it('an expert whom the body releases hears of it; who steps back knows', () => {
  expect(heardBy('recuse', { expert: 'expert:e01' })).toEqual([OWNER, 'EXPERT expert:e01']);
  expect(heardBy('recuse')).toEqual([OWNER]);
});

it('knows an act by its event, and no other', () => {
  for (const { act, event } of LIFECYCLE) expect(actOf(event)).toBe(act);
  expect(actOf('case.filed.v2')).toBeUndefined();
});

it('each level reaches further than the one before: reminder, yellow card, red card, and every level of escalation', () => {
  const owed = [work('REVIEW', 'dept:fire')];
  const supervised = [...owed, work('SUPERVISION', 'dept:construction')];
  const levels = [
    heardBy('remind', { work: owed }),
    heardBy('yellow-card', { work: owed }),
    heardBy('red-card', { work: owed }),
    heardBy('escalate', { work: supervised, copiedTo: ['dept:construction'] }),
    heardBy('escalate', {
      work: [...supervised, work('SUPERVISION', 'dept:finance')],
      copiedTo: ['dept:construction', 'dept:finance'],
    }),
  ];
  levels.slice(1).forEach((heard, n) => {
    expect(heard).toEqual(expect.arrayContaining(levels[n]!));
    expect(heard.length).toBeGreaterThan(levels[n]!.length);
  });
});

it('an applicant who owes a correction hears of it, not of what presses the office', () => {
  for (const act of ['remind', 'yellow-card', 'red-card', 'supervise', 'escalate'] as const)
    expect(heardBy(act, { work: [work('CORRECTION', PARTIES.applicant)] })).not.toContain(APPLICANT);
});
