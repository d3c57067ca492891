// The words that schemas of answers are written in.

/** A JSON Schema (2020-12), as OpenAPI 3.1 uses them. */
export type Schema = Record<string, unknown>;

export const text: Schema = { type: 'string' };
export const int: Schema = { type: 'integer' };
export const flag: Schema = { type: 'boolean' };
export const free: Schema = { type: 'object', additionalProperties: true };
export const instant: Schema = { type: 'string', format: 'date-time' };
export const day: Schema = { type: 'string', format: 'date' };
export const oneOf = (...values: string[]): Schema => ({ type: 'string', enum: values });
export const list = (items: Schema): Schema => ({ type: 'array', items });
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });

/** An object of which every listed field is there, but those named as optional. */
export function object<T>(properties: Record<keyof T & string, Schema>, ...optional: (keyof T & string)[]): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name as keyof T & string));
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}) };
}

/** A text in both languages. */
export const names = object<{ zh: string; en: string }>({ zh: text, en: text });

/** The schema of this name in the document. */
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** A page of a list. */
export const page = (name: string): Schema =>
  object<{ items: unknown; next: unknown }>({ items: list(ref(name)), next: orNull(text) });
