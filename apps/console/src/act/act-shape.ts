// The fields of an act, read from the API's own document: a further act needs no line here, only its texts.

/** A JSON Schema as the document holds it. */
export interface Schema {
  type?: string;
  enum?: string[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  description?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  format?: string;
  $ref?: string;
}

/** The part of `/openapi.json` that is read. */
export interface ApiDocument {
  paths: Record<string, { post?: { summary?: string; requestBody?: { content: Record<string, { schema: Schema }> } } }>;
  components: { schemas: Record<string, Schema> };
}

/** One field of an act's body. */
export interface ActField {
  name: string;
  /** `names` = several ids, `date` = a civil day. */
  kind: 'line' | 'text' | 'choice' | 'number' | 'list' | 'names' | 'date' | 'unknown';
  isRequired: boolean;
  schema: Schema;
  /** Of a list: the fields of each of its rows. */
  fields: ActField[];
}

/** Up to so many characters a text is one line. */
const LINE = 200;
const ACT = '/api/v1/cases/{number}/acts/';

/** The fields of an act in the order of the document; null if the document does not know the act. */
export function fieldsOf(document: ApiDocument, act: string): ActField[] | null {
  const schema = document.paths[ACT + act]?.post?.requestBody?.content['application/json']?.schema;
  return schema ? fieldsIn(document, schema) : null;
}

/** What the document calls an act: what a screen says until it has its own texts. */
export function summaryOf(document: ApiDocument, act: string): string {
  return document.paths[ACT + act]?.post?.summary ?? act;
}

function fieldsIn(document: ApiDocument, given: Schema): ActField[] {
  const { properties = {}, required = [] } = resolved(document, given);
  return Object.entries(properties).map(([name, property]) => {
    const schema = resolved(document, property);
    const kind = kindOf(schema);
    return {
      name,
      kind,
      isRequired: required.includes(name),
      schema,
      fields: kind === 'list' ? fieldsIn(document, schema.items!) : [],
    };
  });
}

function resolved({ components }: ApiDocument, schema: Schema): Schema {
  return schema.$ref ? components.schemas[schema.$ref.split('/').pop()!]! : schema;
}

function kindOf({ type, enum: choices, format, maxLength, items }: Schema): ActField['kind'] {
  if (choices) return 'choice';
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'array' && items) return items.type === 'string' ? 'names' : 'list';
  if (type !== 'string') return 'unknown';
  if (format === 'date') return 'date';
  return maxLength !== undefined && maxLength > LINE ? 'text' : 'line';
}
