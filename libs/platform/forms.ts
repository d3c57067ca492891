// The one validator of forms (JSON Schema 2020-12): the catalogue's check, the door and the conditions of items use it.
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

/**
 * A validator that knows the annotations of our forms: `x-en` (title and description in English) and `x-list` (a list that may be
 * filled from an uploaded file). It finds all faults, not the first alone; a schema with an unknown keyword does not compile.
 */
export function formValidator(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addVocabulary(['x-en', 'x-list']);
  return ajv;
}
