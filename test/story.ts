// Words for telling a case's story in tests: people by their sign-in names, acts by their slugs, a filled form.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ActResult } from '#contracts/cases.dto';
import { type ActService } from '../apps/cases/src/act/act.service';

interface Seeded {
  people: { id: string; user: string; mandates: { role: string; body: string }[] }[];
}
const seeds = <T>(file: string) => JSON.parse(readFileSync(join(__dirname, '..', 'seeds', file), 'utf8')) as T;
const { people } = seeds<Seeded>('people.json');

/** The form of an item as its seed shows it. */
export const exampleOf = (item: string) => seeds<{ example: Record<string, unknown> }>(`items/${item}.json`).example;

/** That of item 16. */
export const FORM = exampleOf('16');

/** The park whose owner decides in the park. */
export const PARK = 'caohejing';

/** A seeded person's id by sign-in name. */
export function personId(user: string): string {
  const person = people.find((candidate) => candidate.user === user);
  if (!person) throw new Error(`no seeded person ${user}`);
  return person.id;
}

/** The credit code of the enterprise that a seeded applicant acts for. */
export function enterpriseOf(user: string): string {
  return people.find((person) => person.user === user)!.mandates[0]!.body.replace('enterprise:', '');
}

/** Drives a door in process: `await story.file()`, `await story.act(number, 'window.caohejing', 'accept')`. */
export function storyOn(door: ActService) {
  const act = (
    number: string | null,
    user: string,
    name: string,
    body: object = {},
    key: string = randomUUID(),
  ): Promise<ActResult> =>
    door.act({ number, person: personId(user), key, act: name, body: body as Record<string, unknown> });
  const file = (more: object = {}, key?: string) =>
    act(
      null,
      'applicant.a',
      'file',
      { item: '16', park: PARK, applicant: enterpriseOf('applicant.a'), form: FORM, ...more },
      key,
    );
  const fileItem = (item: string, more: object = {}) => file({ item, form: exampleOf(item), ...more });
  const opinion = (number: string, department: string, verdict = 'AGREE') =>
    act(number, `review.${department}`, 'opinion', {
      verdict,
      text: verdict === 'AGREE' ? '同意' : '不同意：消防车道不足',
    });
  const filing = (user: string) => ({ item: '16', park: PARK, applicant: enterpriseOf(user), form: FORM });
  return {
    act,
    file,
    fileItem,
    filing,
    opinion,
    /** Files and accepts; the three departments are asked. */
    async inReview() {
      const { number } = await file();
      await act(number, `window.${PARK}`, 'accept');
      return number;
    },
    /** All opinions given; the owner is to decide. */
    async inDecision() {
      const number = await this.inReview();
      for (const department of ['civil-defence', 'fire', 'water']) await opinion(number, department);
      return number;
    },
  };
}
