// The law of a case as one page, written from the transition table and the rules beside it. docs/law.md is what it
// prints, and a house test holds the two together. The Chinese names of acts, roles and papers are those of the glossary.
import { everyStep, mayAct, type Role } from '#rules/access';
import { audienceOf } from '#rules/audience';
import { LIFECYCLE, type Instrument, type PersonAct, type TimeAct, type Transition } from '#rules/lifecycle';
import { type Parties } from '#rules/state';
import { text, type Text } from './texts';

/** When time acts, each act in its own words: the instants that libs/rules computes. */
const INSTANTS: Readonly<Record<TimeAct, Text>> = {
  record: text('申请之时（即办件，材料齐全）', 'the instant of filing, of an item on the spot'),
  'deem-accepted': text(
    '收件后第五个工作日终了；补正期间不计',
    'the end of the fifth working day after receipt; the time of a correction is not counted',
  ),
  copy: text('受理之时', 'the instant of acceptance'),
  'deem-agreed': text(
    '该部门默认同意的期限届满；办理期限中止时一并中止，仅限事项规定者',
    'the end of the days after which its silence counts, where the item says so; it stands still with the clock',
  ),
  'lapse-right': text(
    '告知的期限届满：听证为五个工作日，陈述为告知的天数',
    'the end of the days told: five working days for a hearing, as many as were told for a statement',
  ),
  'lapse-fix': text(
    '责令整改的期限届满而未报告整改',
    'the end of the days that were given to fix it, where nothing was reported',
  ),
  'remind-renewal': text(
    '可以申请延续的最后一日前六十日零时',
    '00:00 of the day sixty days before the last day to ask for renewal',
  ),
  'deem-renewed': text(
    '有效期最后一日终了；申请延续而未作决定的',
    'the end of the last day of validity, where renewal was asked for and not decided',
  ),
  'lapse-licence': text(
    '有效期最后一日终了；未申请延续或不予延续的',
    'the end of the last day of validity, where renewal was not asked for or was refused',
  ),
  remind: text(
    '到期日前第若干个工作日零时，天数由事项规定',
    '00:00 of as many working days before the due date as the item says',
  ),
  'step-overdue': text(
    '该环节自身期限届满；会审、初审随办理期限中止',
    'the end of the days that a step has of its own; examination stands still with the clock',
  ),
  'special-overrun': text('特别程序所告知的天数届满', 'the end of the days that were told for a special procedure'),
  'certificate-overdue': text(
    '准予决定之日起第十个工作日终了而证照仍未制发的；事项规定送达期限的，以该环节为准',
    'the end of the tenth working day after the decision, where the certificate is not made by then; where the item hands out on paper, that step has the days',
  ),
  supervise: text('法定期限届满', 'the end of the statutory limit'),
  'end-publicity': text('公示期限届满', 'the end of the days of publicity'),
  'yellow-card': text('到期日前一个工作日零时', '00:00 of the working day before the due date'),
  'red-card': text(
    '到期日终了；到期日为承诺期限与法定期限中较早者',
    'the end of the due date: the earlier of promise and statute',
  ),
  escalate: text(
    '到期日后第若干个工作日终了，逐级由事项规定',
    'the end of so many working days after the due date, as each level of the item says',
  ),
  recalendar: text(
    '新工作日历导入之时，以有期限或时点变动者为限；被移至过去的时点于此时生效',
    'the instant at which a new work calendar is imported, if a date or an instant moves; one moved into the past takes effect then',
  ),
};

const EFFECTS: Readonly<Record<NonNullable<Transition['decision']>, Text>> = {
  start: text('起算', 'starts'),
  pause: text('中止', 'stops'),
  resume: text('恢复', 'runs on'),
  extend: text('延长', 'grows'),
  end: text('终结', 'ends'),
};

const PARTIES: Parties = {
  item: 'item',
  park: 'park',
  applicant: 'enterprise:applicant',
  window: 'window:park',
  owner: 'park:park',
  reviewers: ['dept:reviewer'],
  preReviewer: 'dept:reviewer',
  experts: ['expert:expert'],
};
/** Every role, in the body in which it is concerned by the case above. */
const ROLES: readonly { role: Role; body: string }[] = [
  { role: 'APPLICANT', body: PARTIES.applicant },
  { role: 'WINDOW', body: PARTIES.window },
  { role: 'REVIEWER', body: PARTIES.reviewers[0]! },
  { role: 'EXPERT', body: PARTIES.experts![0]! },
  { role: 'DECIDER', body: PARTIES.owner },
  { role: 'HEAD', body: PARTIES.owner },
  { role: 'COMMISSION', body: 'commission' },
  { role: 'OPERATOR', body: 'installation' },
];
const HOLDER = 'person:holder';
const ON_DESK: readonly string[] = ['release', 'reassign'];

/** How an instrument is served where nobody records it otherwise (`serve`); what is not addressed to the applicant cannot be read in the portal. */
const IN_PORTAL = text(
  '制发即可在门户查阅，申请人打开之日为送达之日；纸质在窗口领取',
  'in the portal as it is issued, on the day on which the applicant opens it; on paper at the window',
);
const SERVED: Partial<Record<Instrument, Text>> = {
  'interested-notice': text(
    '由窗口或者决定单位送达利害关系人并登记',
    'on interested parties by the window or the decider, who record it',
  ),
};

/** One act as the page tells it, by codes. */
export interface LawRow {
  act: string;
  article: string;
  event: string;
  from: readonly string[];
  who: string[];
  acceptance: Transition['acceptance'] | null;
  decision: Transition['decision'] | null;
  instrument: Instrument | null;
  served: Text | null;
  told: string[];
  at: Text | null;
}

/** Every act of the table, by whom it is done. */
export function lawRows(): Record<Transition['by'], LawRow[]> {
  const rows = LIFECYCLE.map((row) => ({ by: row.by, line: toRow(row) }));
  const of = (by: Transition['by']) => rows.filter((row) => row.by === by).map(({ line }) => line);
  return { person: of('person'), time: of('time'), machine: of('machine') };
}

function toRow(row: Transition): LawRow {
  // Who gives back or hands on has the step on the desk; the head need not.
  const assignee = ON_DESK.includes(row.act) ? { assignee: HOLDER } : {};
  const steps = everyStep(PARTIES).map((step) => ({ ...step, ...assignee }));
  const isAllowed = (mandate: (typeof ROLES)[number]) =>
    mayAct(row.act as PersonAct, [{ ...mandate, holder: HOLDER }], { parties: PARTIES, steps });
  const told = audienceOf(row.act, PARTIES, { copiedTo: ['dept:copied'], work: [] });
  return {
    act: row.act,
    article: row.article,
    event: row.event,
    from: row.from,
    who: row.by === 'person' ? ROLES.filter(isAllowed).map(({ role }) => role) : [],
    acceptance: row.acceptance ?? null,
    decision: row.decision ?? null,
    instrument: row.instrument ?? null,
    served: row.instrument ? (SERVED[row.instrument] ?? IN_PORTAL) : null,
    told: [...new Set(told.map(({ role }) => role))],
    at: row.by === 'time' ? INSTANTS[row.act as TimeAct] : null,
  };
}

/** The Chinese name of each code that docs/glossary.md has a row for. @throws Error for one that has none */
export function namesIn(glossary: string): (code: string) => string {
  const rows = [...glossary.matchAll(/^\| `([^`]+)`\s*\| ([^|]+?)\s*\|/gm)];
  const named = new Map(rows.map(([, code, zh]) => [code!, zh!]));
  return (code) => {
    const name = named.get(code);
    if (name === undefined) throw new Error(`docs/glossary.md has no row for ${code}`);
    return name;
  };
}

/** The page in Markdown. `glossary` = the text of docs/glossary.md. @throws Error for a code that has no row there */
export function lawPage(glossary: string): string {
  const nameOf = namesIn(glossary);
  const zh = (code: string) => `${nameOf(code)} \`${code}\``;
  const each = (codes: readonly string[]) =>
    codes.map((code) => (code === 'NONE' ? '—' : zh(code))).join('<br>') || '—';
  const effect = (of: LawRow['decision']) => (of ? `${EFFECTS[of].zh} ${EFFECTS[of].en}` : '—');
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const table = (head: readonly string[], rows: readonly string[][]) =>
    [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
  const common = (row: LawRow) => [
    effect(row.acceptance),
    effect(row.decision),
    row.instrument ? zh(row.instrument) : '—',
    row.served ? `${row.served.zh}<br>${row.served.en}` : '—',
    each(row.told),
  ];
  const COMMON = [
    '受理期限 Acceptance clock',
    '办理期限 Decision clock',
    '文书 In writing',
    '送达 Served',
    '通知 Told',
  ];
  const { person, time, machine } = lawRows();
  return (
    [
      '# 办件的法 The law of a case',
      '本页由 `yuanban law` 依据转换表（`libs/rules/lifecycle.ts`）、权限（`access.ts`）、通知对象（`audience.ts`）写成，请勿手工修改。',
      'Written by `yuanban law` from the transition table, the rules of access and the audience of notices; do not edit by hand.',
      '“期限”一栏是该动作在有此期限时的效力：依事项，办理期限自收件或受理起算；第二次补正不中止期限。“通知”一栏之外，待办环节的单位也收到通知。\n' +
        'A clock is moved where the case gives occasion: by the item, that of the decision starts at receipt or at acceptance; a second correction ' +
        'stops neither. Beside those who are named as told, whoever has work by it is.',
      '“事项规定”：没有条文如此规定，是事项自身的规则，系本系统的假定。\n' +
        'Where the article is 事项规定 no law says so: it is a rule of the item, and assumed by us.',
      '## 人的动作 Acts of people',
      table(
        ['动作 Act', '条文 Article', '状态 From', '何人 Who', ...COMMON],
        person.map((row) => [zh(row.act), row.article, each(row.from), each(row.who), ...common(row)]),
      ),
      '## 时间的动作 Acts of time',
      '到了时点即生效，无须任何人办理；恰在时点的动作为迟。同一时点的，按本表顺序。\n' +
        'Each takes effect at its instant, though nobody looks; an act at exactly the instant is late. At the same instant they go in this order.',
      table(
        ['动作 Act', '条文 Article', '状态 From', '时点 Instant', ...COMMON],
        time.map((row) => [zh(row.act), row.article, each(row.from), `${row.at!.zh}<br>${row.at!.en}`, ...common(row)]),
      ),
      '## 机器的动作 Acts of the machine',
      table(
        ['动作 Act', '条文 Article', '状态 From', ...COMMON],
        machine.map((row) => [zh(row.act), row.article, each(row.from), ...common(row)]),
      ),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}
