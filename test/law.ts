// What the specs of the law share: the shipped calendars, the construction permit as the rules see it, and its filing.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Definition } from '#rules/definition';
import { type Parties } from '#rules/state';
import { compileCalendar, type CalendarYear } from '#rules/workday';

const folder = join(__dirname, '../seeds/calendars');

/** The shipped calendar years, and all of them compiled. */
export const years = readdirSync(folder).map(
  (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as CalendarYear,
);
export const calendar = compileCalendar(years);

/** Item 16: four working days promised, seven plain days by statute (建筑法 8), from receipt. */
export const permitFor = (...reviewers: string[]): Definition => ({
  code: '16',
  version: '2019-04-23',
  start: 'RECEIPT',
  acceptance: { value: 5, unit: 'workday' },
  statutory: { value: 7, unit: 'day' },
  promised: { value: 4, unit: 'workday' },
  extension: null,
  special: [],
  onTheSpot: false,
  reviewers: reviewers.map((body) => ({ body, when: null })),
  publicity: null,
  copies: null,
  check: null,
  escalation: [{ workdaysAfterDue: 1, to: 'commission' }],
  certificate: null,
});

/** Whom such a permit concerns in one park. */
export const partiesTo = ({ code, reviewers }: Definition): Parties => ({
  item: code,
  park: 'caohejing',
  applicant: 'enterprise:a',
  window: 'window:caohejing',
  owner: 'park:caohejing',
  reviewers: reviewers.map(({ body }) => body),
});

/** `2026-09-18T16:10` in Shanghai, as milliseconds. */
export const at = (text: string) => Date.parse(`${text}:00+08:00`);

/** A Friday before a make-up Sunday and the Mid-Autumn holiday. */
export const FILED = at('2026-09-18T16:10');
