import { exampleOf } from '../../test/story';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { formScript, formValidator } from './forms';

const ITEMS = ['5', '11', '12', '16', 'E01', 'T01'];
const formOf = (item: string) =>
  (JSON.parse(readFileSync(join(__dirname, `../../seeds/items/${item}.json`), 'utf8')) as { form: object }).form;

type Check = ((form: unknown) => boolean) & { errors: { instancePath: string; keyword: string }[] | null };
/** Runs the script as a module would be, with the parts of Ajv that it asks for. */
function checkOf(schema: object): Check {
  const script = formScript(schema).replace('export function check', '(function check');
  const check = runInThisContext(`${script})`) as (load: NodeJS.Require) => Check;
  return check(require);
}

describe('the check of a form as a script', () => {
  it.each(ITEMS)('gives the verdict of the door on item %s', (item) => {
    const check = checkOf(formOf(item));
    const validate = formValidator().compile(formOf(item));
    const example = exampleOf(item);
    const forms = [example, {}, ...Object.keys(example).map((name) => ({ ...example, [name]: '' }))];
    for (const form of forms) {
      const verdict = check(form);
      expect(verdict).toBe(validate(form));
      expect(check.errors).toEqual(validate.errors);
    }
    expect(check(example)).toBe(true);
  });

  it('makes no code from text, and names only parts of Ajv that pages carry', () => {
    for (const item of ITEMS) {
      const script = formScript(formOf(item));
      expect(script).not.toMatch(/new Function|\beval\b/);
      const parts = [...script.matchAll(/require\("([^"]+)"\)/g)].map(([, part]) => part);
      expect(['ajv/dist/runtime/ucs2length', 'ajv/dist/runtime/equal', 'ajv-formats/dist/formats']).toEqual(
        expect.arrayContaining(parts),
      );
    }
  });
});
