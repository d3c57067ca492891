// JSON documents given to the command line: read from a file or standard input, and refused unless their shape is right to the letter.
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Ajv, type ErrorObject, type Schema, type ValidateFunction } from 'ajv';
import localizeZh from 'ajv-i18n/localize/zh';
import { dayNumber, isCivilDate } from '#rules/workday';
import { BadInput } from './bad-input';
import { text, type Text } from './texts';

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d+))?)?(Z|[+-]([01]\d|2[0-3]):([0-5]\d))$/;
const FORMATS: Readonly<Record<string, { test: (value: string) => boolean; wanted: Text }>> = {
  instant: {
    test: (value) => instantOf(value) !== null,
    wanted: text(
      '须为带时区的 ISO 8601 时刻，如 2026-09-18T16:10:00+08:00',
      'must be an ISO 8601 instant with an offset, such as 2026-09-18T16:10:00+08:00',
    ),
  },
  'civil-date': {
    test: isCivilDate,
    wanted: text('须为 YYYY-MM-DD 形式的日期', 'must be a date, YYYY-MM-DD'),
  },
};

/** An instant (ISO 8601 with an offset or `Z`; seconds may be left out, fractions are cut) in epoch milliseconds; null for any other text. */
export function instantOf(value: string): number | null {
  const [, on, hour, minute, second = '0', fraction = '', zone, zoneHour = '0', zoneMinute = '0'] =
    INSTANT.exec(value) ?? [];
  if (!on || !isCivilDate(on)) return null;
  const ahead = (Number(zoneHour) * 60 + Number(zoneMinute)) * (zone?.startsWith('-') ? -1 : 1);
  const minutes = dayNumber(on) * 1440 + Number(hour) * 60 + Number(minute) - ahead;
  return (minutes * 60 + Number(second)) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
}

/** What a file, or standard input for `-`, holds. @throws BadInput if it cannot be read. */
export async function textOf(file: string): Promise<string> {
  try {
    return (file === '-' ? await buffer(process.stdin) : await readFile(file)).toString('utf8');
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new BadInput(text(`无法读取 ${file}（${code}）`, `${file} cannot be read (${code})`));
  }
}

/** The JSON value that a text writes. @throws BadInput for what is no JSON. */
export function jsonOf(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    const why = (error as Error).message;
    throw new BadInput(text(`不是 JSON：${why}`, `not JSON: ${why}`));
  }
}

/** A test of the shape of documents. The schemas are ours, so they are not themselves validated. */
export function shape(schema: Schema): ValidateFunction {
  const ajv = new Ajv({ meta: false, validateSchema: false, strict: false });
  for (const [name, { test }] of Object.entries(FORMATS)) ajv.addFormat(name, test);
  return ajv.compile(schema);
}

/** Refuses what has not that shape. @throws BadInput naming the first fault. */
export function demand(isShaped: ValidateFunction, document: unknown): void {
  if (isShaped(document)) return;
  const fault = isShaped.errors![0]!;
  throw new BadInput(wording(fault), pathOf(fault));
}

function wording(fault: ErrorObject): Text {
  const format = fault.keyword === 'format' && FORMATS[(fault.params as { format: string }).format];
  if (format) return format.wanted;
  const en = fault.keyword === 'false schema' ? 'must not stand here' : fault.message!;
  localizeZh([fault]);
  return text(fault.keyword === 'false schema' ? '不应出现' : fault.message!, en);
}

/** `acts.3.at`; a field that is missing or unknown is named itself. The whole document has no path. */
function pathOf({ instancePath, params }: ErrorObject): string | null {
  const { missingProperty, additionalProperty } = params as Record<string, string | undefined>;
  const field = missingProperty ?? additionalProperty;
  const steps = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return [...steps, ...(field === undefined ? [] : [field])].join('.') || null;
}
