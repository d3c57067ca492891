// A filled form with the titles of its schema, in the order of the form: `title` is Chinese, `x-en` holds the English.
import { type Language } from '#screens/problem';

/** What a field of a form is called and what stands in it. */
export interface FormField {
  pointer: string;
  title: string;
  value: unknown;
}

interface Described {
  title?: string;
  'x-en'?: { title?: string };
  type?: string;
  properties?: Record<string, Described>;
  required?: string[];
  items?: Described;
  oneOf?: { const?: unknown; title?: string; 'x-en'?: { title?: string } }[];
}

/** The title of a field, of a form, of a choice; its own name if it has none. */
export function titleOf(schema: Described | undefined, language: Language, otherwise: string): string {
  return (language === 'en' ? schema?.['x-en']?.title : undefined) ?? schema?.title ?? otherwise;
}

/** Every field that the schema names or the form holds; objects and lists opened, each level by its own titles. */
export function formFields(
  schema: Record<string, unknown>,
  form: Record<string, unknown>,
  language: Language,
): FormField[] {
  return fieldsOf(schema, form, language, '', '');
}

function fieldsOf(schema: Described, value: unknown, language: Language, pointer: string, above: string): FormField[] {
  if (Array.isArray(value)) {
    const title = (n: number) => `${above} ${n + 1}`;
    return value.flatMap((row, n) => fieldsOf(schema.items ?? {}, row, language, `${pointer}/${n}`, title(n)));
  }
  if (typeof value !== 'object' || value === null)
    return [{ pointer, title: above, value: shown(schema, value, language) }];
  const held = value as Record<string, unknown>;
  // The store of items sorts the names of an object, but not a list: `required` still tells the order of the form.
  const names = [
    ...new Set([...(schema.required ?? []), ...Object.keys(schema.properties ?? {}), ...Object.keys(held)]),
  ];
  return names.flatMap((name) => {
    const below = schema.properties?.[name] ?? {};
    const title = [above, titleOf(below, language, name)].filter((part) => part !== '').join(' · ');
    const path = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return fieldsOf(below, held[name], language, path, title);
  });
}

/** A choice by its title. */
function shown({ oneOf }: Described, value: unknown, language: Language): unknown {
  const choice = oneOf?.find((one) => one.const === value);
  return choice ? titleOf(choice, language, String(value)) : value;
}
