// The one validator of forms (JSON Schema 2020-12): the catalogue's check, the door and the conditions of items use it.
import { Ajv2020, type Options } from 'ajv/dist/2020';
import standaloneCode from 'ajv/dist/standalone';
import addFormats from 'ajv-formats';

/**
 * A validator that knows the annotations of our forms: `x-en` (title and description in English) and `x-list` (a list that may be
 * filled from an uploaded file). It finds all faults, not the first alone; a schema with an unknown keyword does not compile.
 */
export function formValidator(options: Options = {}): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false, ...options });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addVocabulary(['x-en', 'x-list']);
  return ajv;
}

/**
 * The same verdict as a script: an ES module whose `check(require)` gives the validate function of a schema. It makes no code from
 * text, so it runs under a strict content policy; `require` hands it the few parts of Ajv that it names.
 */
export function formScript(schema: object): string {
  const ajv = formValidator({ code: { source: true } });
  const code = standaloneCode(ajv, ajv.compile(schema));
  return `export function check(require) {\nconst module = { exports: {} };\n${code}\nreturn module.exports;\n}\n`;
}
