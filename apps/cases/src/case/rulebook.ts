// Compiled rules by version: the work calendar and the forms' validators. Each is compiled once a process.
import { Injectable } from '@nestjs/common';
import { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import { type EntityManager } from 'typeorm';
import { type FieldError } from '#contracts/errors';
import { formValidator } from '#platform/forms';
import { Refusal } from '#rules/refusal';
import { type Calendars, type Revision } from '#rules/recalendar';
import { compileCalendar, type Calendar, type CalendarYear } from '#rules/workday';
import { type CalendarRevs } from './record';

@Injectable()
export class Rulebook {
  private readonly calendars = new Map<number, Calendar>();
  private readonly schemas = new Map<string, ValidateFunction>();
  private readonly ajv = formValidator();

  /** The calendar of a revision; read once, then from memory. @throws Refusal `CALENDAR_UNKNOWN` when it is not loaded. */
  async calendar(manager: EntityManager, rev: number): Promise<Calendar> {
    const known = this.calendars.get(rev);
    if (known) return known;
    const [row] = await manager.query<{ years: CalendarYear[] }[]>(
      'SELECT years FROM registry_api.calendar_revision WHERE rev = $1',
      [rev],
    );
    if (!row) throw new Refusal('CALENDAR_UNKNOWN');
    const calendar = compileCalendar(row.years);
    this.calendars.set(rev, calendar);
    return calendar;
  }

  /** That by which a case holds its dates, and those that came after it. @throws Refusal `CALENDAR_UNKNOWN` */
  async calendarsOf(manager: EntityManager, { held, later }: CalendarRevs): Promise<Calendars> {
    const revisions: Revision[] = [];
    for (const { rev, at } of later) revisions.push({ rev, at, calendar: await this.calendar(manager, rev) });
    return { held: { rev: held, calendar: await this.calendar(manager, held) }, later: revisions };
  }

  /** Every fault of a form against the schema of its item, by JSON pointer below `/form`. */
  formErrors(item: string, version: string, schema: object, form: unknown): FieldError[] {
    const validate = this.compiled(`${item}@${version}`, schema);
    return validate(form) ? [] : (validate.errors ?? []).map(toFieldError);
  }

  /** Does a form fit a condition of its item? */
  fits(schema: object, form: unknown): boolean {
    return this.compiled(JSON.stringify(schema), schema)(form) === true;
  }

  private compiled(key: string, schema: object): ValidateFunction {
    const validate = this.schemas.get(key) ?? this.ajv.compile(schema);
    this.schemas.set(key, validate);
    return validate;
  }
}

function toFieldError(error: ErrorObject): FieldError {
  const missing = error.keyword === 'required' ? (error.params as { missingProperty: string }).missingProperty : null;
  const extra =
    error.keyword === 'additionalProperties'
      ? (error.params as { additionalProperty: string }).additionalProperty
      : null;
  const escape = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');
  const tail = missing ?? extra;
  return {
    pointer: `/form${error.instancePath}${tail === null ? '' : `/${escape(tail)}`}`,
    code: error.keyword.replace(/([A-Z])/g, '_$1').toUpperCase(),
    zh: ZH[error.keyword] ?? '填写有误',
    en: error.message ?? 'is invalid',
  };
}

const ZH: Readonly<Record<string, string>> = {
  required: '必填',
  type: '类型不正确',
  additionalProperties: '未知字段',
  minLength: '内容过短',
  maxLength: '内容过长',
  minimum: '数值过小',
  maximum: '数值过大',
  exclusiveMinimum: '数值过小',
  pattern: '格式不正确',
  format: '格式不正确',
  enum: '不在可选范围内',
  const: '必须为规定的值',
  minItems: '项数过少',
  maxItems: '项数过多',
};
