// The JSON Schema of an item's form as screens read it: `title` is Chinese, `x-en` holds the English.
import { type RJSFSchema, type UiSchema } from '@rjsf/utils';
import { type Language } from '#screens/problem';

/** The part of a schema that screens read. */
export interface Described {
  title?: string;
  description?: string;
  'x-en'?: { title?: string; description?: string };
  'x-list'?: boolean;
  type?: string;
  format?: string;
  const?: unknown;
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, Described>;
  items?: Described;
}

/** The title of a field; its own name if it has none. */
export function titleOf(schema: Described | undefined, language: Language, otherwise: string): string {
  return (language === 'en' ? schema?.['x-en']?.title : undefined) ?? schema?.title ?? otherwise;
}

/** What helps to fill it, if anything is said. English that says nothing shows no Chinese. */
export function descriptionOf(schema: Described, language: Language): string | undefined {
  return language === 'en' ? schema['x-en']?.description : schema.description;
}

/**
 * The fields of an object, in order: what is required first, as the schema lists it. The service keeps the order of lists, not that
 * of names.
 */
export function fieldsOf({ properties = {}, required = [] }: Described): [name: string, schema: Described][] {
  const rank = (name: string) => (required.includes(name) ? required.indexOf(name) : required.length);
  return Object.entries(properties).sort(([a], [b]) => rank(a) - rank(b));
}

/** What a chosen code is called; a code without a name stands for itself. */
export type ChoiceNames = (code: unknown) => string;

/**
 * Titles, descriptions and choices in a language, beside the schema: the schema itself stays as the check was compiled.
 * A list that may be filled from a file gets its own field.
 */
export function uiSchemaOf(schema: Described, language: Language, nameOf: ChoiceNames): UiSchema {
  const ui: UiSchema = {};
  const title = titleOf(schema, language, '');
  if (title !== '') ui['ui:title'] = title;
  const description = descriptionOf(schema, language);
  ui['ui:description'] = description ?? '';
  if (schema.enum) ui['ui:enumNames'] = schema.enum.map(nameOf);
  if (schema.const === true) ui['ui:widget'] = 'checkbox';
  else if (schema.type === 'boolean') ui['ui:widget'] = 'radio';
  if (schema['x-list']) ui['ui:field'] = 'list';
  if (schema.properties) ui['ui:order'] = fieldsOf(schema).map(([name]) => name);
  for (const [name, below] of fieldsOf(schema)) ui[name] = uiSchemaOf(below, language, nameOf);
  if (schema.items) ui.items = uiSchemaOf(schema.items, language, nameOf);
  return ui;
}

/** The schema of an item as the form library takes it. */
export const toRjsf = (schema: Record<string, unknown>) => schema as RJSFSchema;

/** A field with its value, as answers are read back. `list` = how many rows a list holds. */
export interface Answer {
  pointer: string;
  title: string;
  value: unknown;
  schema: Described;
}

/** Every field that the schema names, objects opened, in its order. Lists are one answer: their rows. */
export function answersOf(
  schema: Described,
  form: Record<string, unknown>,
  language: Language,
  above: { pointer: string; title: string } = { pointer: '', title: '' },
): Answer[] {
  return fieldsOf(schema).flatMap(([name, below]) => {
    const title = [above.title, titleOf(below, language, name)].filter((part) => part !== '').join(' · ');
    const pointer = `${above.pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const value = form[name];
    if (!below.properties) return [{ pointer, title, value, schema: below }];
    return answersOf(below, (value ?? {}) as Record<string, unknown>, language, { pointer, title });
  });
}

/** The parts of a JSON pointer: `/plan/people/0` -> plan, people, 0. */
export function partsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The title of the field at a JSON pointer, rows of lists by their number; null when the schema has none there. */
export function titleAt(schema: Described, pointer: string, language: Language): string | null {
  const titles: string[] = [];
  let at: Described | undefined = schema;
  for (const part of partsOf(pointer)) {
    const isRow: boolean = at?.items !== undefined && /^\d+$/.test(part);
    at = isRow ? at?.items : at?.properties?.[part];
    if (!at) return null;
    titles.push(isRow ? String(Number(part) + 1) : titleOf(at, language, part));
  }
  return titles.join(' · ');
}
