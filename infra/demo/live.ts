// Drives the live cases over HTTP, a day at a time, moving business time between the days.
import { type CaseView } from '#contracts/cases.dto';
import { enterpriseOf, type House, PARKS, type ParkSeed, personFor } from './house';
import { filedOn, LAST_DAY, STORIES, type Story } from './stories';

/** How many live cases there are: two in every park. */
export const LIVE = 2 * PARKS.length;
const AT_ONCE = 4;
const APPLICANTS = ['applicant.a', 'applicant.b', 'agent'];

/** A case under way; `view` is what the door answered last. */
interface Live {
  story: Story;
  park: ParkSeed;
  applicant: string;
  view: CaseView | null;
}

/** What came of it: every case as it stood last. */
export type LiveCases = readonly { story: string; view: CaseView }[];

/** `passDays` moves business time; `tell` hears of each day. */
export async function driveLive(
  house: House,
  passDays: (days: number) => Promise<void>,
  tell: (day: number, acts: number) => void,
): Promise<LiveCases> {
  const cases: Live[] = Array.from({ length: LIVE }, (_, n) => ({
    story: STORIES[n % STORIES.length]!,
    park: PARKS[Math.floor(n / 2)]!,
    applicant: APPLICANTS[n % APPLICANTS.length]!,
    view: null,
  }));
  const days = new Set(cases.flatMap(({ story }) => [filedOn(story), ...story.scenes.map(({ day }) => day)]));
  let today = 0;
  for (const day of [...days].sort((a, b) => a - b)) {
    if (day > today) await passDays(day - today);
    today = day;
    let acts = 0;
    await inLanes(cases, async (live) => {
      const done = await playDay(house, live, day);
      acts += done;
    });
    tell(day, acts);
  }
  return cases.map(({ story, view }) => ({ story: story.name, view: view! }));
}

/** All of one case's acts on one day; how many there were. */
async function playDay(house: House, live: Live, day: number): Promise<number> {
  const { story, park, applicant } = live;
  const scenes = story.scenes.filter((scene) => scene.day === day);
  if (filedOn(story) === day) {
    const filing = { item: story.item, park: park.code, applicant: enterpriseOf(applicant), form: story.form };
    live.view = await house.file(applicant, filing);
  }
  for (const { by, act, body } of scenes) {
    const { number, owner } = live.view!;
    live.view = await house.act(number, personFor(by, { park, owner, applicant }), act, body ?? {});
  }
  return scenes.length + (filedOn(story) === day ? 1 : 0);
}

async function inLanes<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let one = list[next++]; one !== undefined; one = list[next++]) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** The days that the demonstration takes, for whoever says so before it begins. */
export const DAYS = LAST_DAY;
