// The OpenAPI 3.1 document: what Nest finds out by itself, one operation an act, and the problems every route can answer with.
import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, getSchemaPath, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type Permission } from '#contracts/permissions';
import { type PersonAct } from '#rules/lifecycle';
import { PERMISSION_EXTENSION } from '../sign-in/route';
import { ACT_OPERATIONS, actOperation } from './act-operations';
import { type Schema } from './schema';
import { VIEW_SCHEMAS } from './view-schemas';

type Paths = OpenAPIObject['paths'];
type Operation = NonNullable<Paths[string]['get']>;

const TEMPLATE = '/api/v1/cases/{number}/acts/{act}';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Builds the document of an application whose controllers are registered. */
export function buildDocument(app: INestApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('园办 Yuanban')
    .setDescription(
      'One form, one window, departments reviewing in parallel, every date explained. Sign in, put the token into ' +
        '*Authorize*, and try. Every act wants an `Idempotency-Key`; every error is a problem (RFC 9457) in both languages.',
    )
    .setVersion('1')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  const extraModels = Object.values(ACT_OPERATIONS).map(({ body }) => body);
  const document = SwaggerModule.createDocument(app, base, { extraModels });
  document.components ??= {};
  document.components.schemas = { ...document.components.schemas, ...(VIEW_SCHEMAS as Record<string, Schema>) };
  expandActs(document.paths);
  for (const operation of operationsOf(document.paths)) complete(operation);
  return document;
}

/** Every operation of the document. */
export function operationsOf(paths: Paths): Operation[] {
  return Object.values(paths).flatMap((path) => METHODS.flatMap((method) => path[method] ?? []));
}

/** One handler serves all acts; readers and generators want an operation each. */
function expandActs(paths: Paths): void {
  const template = paths[TEMPLATE]!.post!;
  delete paths[TEMPLATE];
  const parameters = template.parameters?.filter((one) => !('name' in one && one.name === 'act'));
  for (const [act, { body }] of Object.entries(ACT_OPERATIONS)) {
    if (act === 'file') continue; // POST /cases
    const schema = { $ref: getSchemaPath(body) };
    const post = {
      ...template,
      ...actOperation(act as PersonAct),
      parameters,
      requestBody: { required: true, content: { 'application/json': { schema } } },
      responses: { ...template.responses },
    };
    paths[TEMPLATE.replace('{act}', act)] = { post };
  }
}

/** Adds what follows from a route's permission and shape: whether it wants a token, and how it can fail. */
function complete(operation: Operation): void {
  const permission = (operation as Operation & { [PERMISSION_EXTENSION]?: Permission })[PERMISSION_EXTENSION];
  if (permission === 'public') operation.security = [];
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  for (const [status, description, isPossible] of PROBLEMS) {
    if (isPossible(operation, permission)) operation.responses[status] ??= { description, content };
  }
}

type When = (operation: Operation, permission: Permission | undefined) => boolean;
const always: When = () => true;
const withToken: When = (_, permission) => permission !== 'public';
const onActs: When = (_, permission) => permission === 'case.act';
const withBody: When = (operation) => operation.requestBody !== undefined;
const withFields: When = ({ requestBody, parameters = [] }) =>
  requestBody !== undefined || parameters.some((one) => 'in' in one && one.in === 'query');
const withPath: When = ({ parameters = [] }) => parameters.some((one) => 'in' in one && one.in === 'path');

const PROBLEMS: readonly (readonly [string, string, When])[] = [
  ['400', 'Malformed, or without the Idempotency-Key that every act wants', withBody],
  ['401', 'Not signed in, before any other verdict', (...of) => withToken(...of) || of[0].operationId === 'signIn'],
  ['403', 'Not for you to do; `allowed` lists what is', withToken],
  ['404', 'Not there, or not for you to see', withPath],
  ['409', 'Out of turn; `allowed` lists the acts of now', onActs],
  ['413', 'Too large', withBody],
  ['415', 'Not application/json', withBody],
  ['422', 'Wrong fields, each by JSON pointer', withFields],
  ['503', 'Messaging or the database is away: ask again after `Retry-After` seconds', always],
  ['default', 'Any other problem', always],
];
