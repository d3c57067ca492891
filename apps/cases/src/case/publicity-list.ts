// What is shown to the public now (公示), for anybody without sign-in: whose application for what, who decides, from which day to which.
// Not a word of the form, of the departments, or of whoever objected. 行政许可法 5; 上海市城乡规划条例 37.
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Page, type PageRequest, type PublicityRow } from '#contracts/cases.dto';
import { type Definition } from '#rules/definition';
import { publicName } from '#rules/identity';
import { publicityNow } from '#rules/publicity';
import { type Calendars, settleThrough } from '#rules/recalendar';
import { Refusal } from '#rules/refusal';
import { type CaseState } from '#rules/state';
import { civilDateOf } from '#rules/workday';
import { readCursor, writeCursor } from './cursor';
import { type CalendarRevs, type CaseNames } from './record';
import { Rulebook } from './rulebook';

const DEFAULT_LIMIT = 50;

/** What `cases.in_publicity_for_anyone` tells of a case. */
interface Shown {
  number: string;
  item: string;
  park: string;
  applicant: string;
  owner: string;
  inNameOf: string;
  state: CaseState;
  definition: Definition;
  openedAt: string;
  calendars: CalendarRevs;
  names: CaseNames;
}

@Injectable()
export class PublicityList {
  private readonly log = new Logger('publicity');

  constructor(
    private readonly database: DataSource,
    private readonly rulebook: Rulebook,
  ) {}

  /**
   * A page of them, the newest first. What has ended by now is left out, also before anybody has written that.
   * @throws Failure BAD_INPUT for a cursor that is none of ours.
   */
  async page({ cursor, limit = DEFAULT_LIMIT }: PageRequest): Promise<Page<PublicityRow>> {
    const before = cursor === undefined ? ['infinity', ''] : readCursor(cursor, 2);
    const [{ found }] = await this.database.query<[{ found: { now: number; cases: Shown[] } }]>(
      'SELECT cases.in_publicity_for_anyone($1, $2, $3) AS found',
      [...before, limit + 1],
    );
    const items: PublicityRow[] = [];
    for (const shown of found.cases.slice(0, limit)) items.push(...(await this.rowsOf(shown, found.now)));
    const last = found.cases[limit - 1];
    const next = found.cases.length > limit && last ? writeCursor([last.openedAt, last.number]) : null;
    return { items, next };
  }

  /** None where the rules cannot say until when: a fault in one park's data keeps nobody from reading the others'. */
  private async rowsOf(shown: Shown, now: number): Promise<PublicityRow[]> {
    try {
      return rowsOf(shown, await this.rulebook.calendarsOf(this.database.manager, shown.calendars), now);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.log.error(`${shown.number}: ${error.code}`);
      return [];
    }
  }
}

function rowsOf(shown: Shown, calendars: Calendars, now: number): PublicityRow[] {
  const { number, item, park, owner, inNameOf, names, definition } = shown;
  const { state, calendar } = settleThrough(shown.state, definition, calendars, Math.max(now, shown.state.lastAt));
  const current = publicityNow(state, definition, calendar);
  if (!current) return [];
  const body = (id: string) => ({ body: id, ...(names.bodies[id] ?? { zh: id, en: id }) });
  return [
    {
      number,
      item: { code: item, ...(names.item ?? { zh: item, en: item }) },
      park: { code: park, ...(names.park ?? { zh: park, en: park }) },
      applicant: applicantOf(shown),
      owner: body(owner),
      inNameOf: body(inNameOf),
      from: civilDateOf(current.from),
      until: { on: current.dueOn, provisional: current.provisional },
    },
  ];
}

function applicantOf({ applicant, names }: Shown): PublicityRow['applicant'] {
  const uscc = applicant.replace(/^enterprise:/, '');
  const { zh, en } = names.applicant ?? { zh: uscc, en: uscc };
  return { zh: publicName(zh, uscc), en: publicName(en, uscc) };
}
