// The form of a case as its certificate is to read: what was corrected in place of what was wrong. It lies beside the events.
import { type CorrectCertificateDto } from '#contracts/licence-acts.dto';
import { type PersonAct } from '#rules/lifecycle';

/** The whole form with the corrected fields; undefined for any other act, where nothing changes, and without a form to correct. */
export function correctedForm(
  act: PersonAct,
  body: object,
  form: Record<string, unknown> | null,
): Record<string, unknown> | undefined {
  if (act !== 'correct-certificate' || !form) return undefined;
  const { fields } = body as CorrectCertificateDto;
  if (fields.length === 0) return undefined;
  const corrected = fields.map(({ field, value }) => {
    const name = field.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
    return [name, asBefore(form[name], value)];
  });
  return { ...form, ...Object.fromEntries(corrected) };
}

/** People write words; a number stays a number, and what is none is left to the form's schema to refuse. */
function asBefore(before: unknown, value: string): unknown {
  if (typeof before === 'number' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  if (typeof before === 'boolean' && ['true', 'false'].includes(value)) return value === 'true';
  return value;
}
