// Several acts in one call: each row its own transaction under its own key, rows on one case in their order.
import { type ActRequest, type CaseView } from '#contracts/cases.dto';
import { type FieldError } from '#contracts/errors';
import { Failure } from '#platform/failure';
import { type About, failureOf, type Problem, toProblem } from '../problem/problem';
import { type ActsService } from './acts.service';
import { actOf, isNumber, isObject, KEY_LENGTH } from './command';

/** The most rows of one call. */
export const MOST_ROWS = 1_000;

/** The longest key of a bulk call: the rows' keys are `<key>/<row>`. */
export const BULK_KEY_LENGTH = KEY_LENGTH - '/999'.length;

const AT_ONCE = 8;

/** What became of one row. */
export type RowResult =
  | { row: number; status: number; number: string; replayed: boolean; result: CaseView }
  | { row: number; status: number; number?: string; problem: Problem };

/** The rows of a request. @throws Failure when they are none, or too many; a single bad row is that row's problem. */
export function rowsOf(body: unknown): unknown[] {
  if (!isObject(body)) throw new Failure('BAD_REQUEST');
  const { rows } = body;
  if (!Array.isArray(rows))
    throw new Failure('BAD_INPUT', {}, [fault('/rows', 'ARRAY', '须为数组', 'must be an array')]);
  if (rows.length > MOST_ROWS) throw new Failure('TOO_MANY_ROWS', { limit: MOST_ROWS });
  return rows;
}

/** Runs the rows, eight at once, and answers for each in its place. */
export async function runRows(
  acts: ActsService,
  rows: unknown[],
  { person, key, about }: { person: string; key: string; about: About },
): Promise<RowResult[]> {
  const results = new Array<RowResult>(rows.length);
  const lanes = lanesOf(rows);
  const work = async () => {
    for (let lane = lanes.shift(); lane; lane = lanes.shift()) {
      for (const row of lane)
        results[row] = await runRow(acts, rows[row], row, { person, key: `${key}/${row}`, about });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}

/** Rows on the same case follow each other; all others are independent. */
function lanesOf(rows: unknown[]): number[][] {
  const lanes = new Map<unknown, number[]>();
  rows.forEach((row, index) => {
    const name: unknown = isObject(row) && typeof row['number'] === 'string' ? row['number'] : index;
    lanes.set(name, [...(lanes.get(name) ?? []), index]);
  });
  return [...lanes.values()];
}

async function runRow(
  acts: ActsService,
  input: unknown,
  row: number,
  { person, key, about }: { person: string; key: string; about: About },
): Promise<RowResult> {
  const named = isObject(input) && typeof input['number'] === 'string' ? { number: input['number'] } : {};
  try {
    const { act, number, body } = rowOf(input, row);
    const done = await acts.act({ person, key, act, number, body }).catch((error: unknown) => {
      throw located(error, `/rows/${row}/body`);
    });
    return { row, status: done.status, number: done.number, replayed: done.replayed, result: done.view };
  } catch (error) {
    const problem = toProblem(error, about);
    return { row, status: problem.status, ...named, problem };
  }
}

/** Pointers into the act's body as pointers into the whole request. */
function located(error: unknown, at: string): Failure {
  const { code, params, errors } = failureOf(error);
  return new Failure(
    code,
    params,
    errors?.map((one) => ({ ...one, pointer: at + one.pointer })),
  );
}

/** A row's three parts. @throws Failure `BAD_INPUT` naming by JSON pointer each that is wrong, or `NO_SUCH_ACT`. */
function rowOf(input: unknown, row: number): Pick<ActRequest, 'act' | 'number' | 'body'> {
  const at = `/rows/${row}`;
  if (!isObject(input)) throw new Failure('BAD_INPUT', {}, [fault(at, 'OBJECT', '须为对象', 'must be an object')]);
  const { act, number, body = {}, ...unknown } = input;
  const faults = Object.keys(unknown).map((name) =>
    fault(`${at}/${escape(name)}`, 'UNKNOWN_FIELD', '未知字段', 'unknown'),
  );
  if (typeof act !== 'string') faults.push(fault(`${at}/act`, 'STRING', '须为文字', 'must be a string'));
  if (act === 'file' && number !== undefined) {
    faults.push(fault(`${at}/number`, 'EMPTY', '申请时尚无编号', 'a filing has no number yet'));
  }
  if (act !== 'file' && !isNumber(number)) {
    faults.push(fault(`${at}/number`, 'NUMBER', '须为办件编号', 'must be the number of a case'));
  }
  if (!isObject(body)) faults.push(fault(`${at}/body`, 'OBJECT', '须为对象', 'must be an object'));
  if (faults.length > 0) throw new Failure('BAD_INPUT', {}, faults);
  return { act: actOf(act as string), number: isNumber(number) ? number : null, body: body as Record<string, unknown> };
}

const fault = (pointer: string, code: string, zh: string, en: string): FieldError => ({ pointer, code, zh, en });
const escape = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');
