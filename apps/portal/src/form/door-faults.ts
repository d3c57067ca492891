// The faults that the door found, as the form library wants them: by field, in the language of the screen.
import { ErrorSchemaBuilder, type ErrorSchema } from '@rjsf/utils';
import { type FieldError } from '#contracts/errors';
import { type Language } from '#screens/problem';
import { partsOf } from './schema';

const FORM = '/form';

/** Those of the form at their fields; what lies elsewhere in the request is left to others. */
export function errorSchemaOf(faults: readonly FieldError[], language: Language): ErrorSchema {
  const builder = new ErrorSchemaBuilder();
  for (const fault of faults.filter(isOfForm))
    builder.addErrors(fault[language], partsOf(fault.pointer.slice(FORM.length)));
  return builder.ErrorSchema;
}

/** Does a fault lie in the form? */
export function isOfForm({ pointer }: Pick<FieldError, 'pointer'>): boolean {
  return pointer === FORM || pointer.startsWith(`${FORM}/`);
}
