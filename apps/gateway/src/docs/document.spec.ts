import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject } from '@nestjs/swagger';
import { ERRORS } from '#contracts/errors';
import { LIFECYCLE } from '#rules/lifecycle';
import { openGateway } from '../../test/alone';
import { operationsOf } from './document';

let app: NestFastifyApplication;
let document: OpenAPIObject;
beforeAll(async () => {
  app = await openGateway();
  document = (await app.inject({ url: '/openapi.json' })).json();
});
afterAll(() => app?.close());

const acts = LIFECYCLE.filter(({ by, act }) => by === 'person' && act !== 'file').map(({ act }) => act);

/** Every value under a key, anywhere in the document. */
function valuesOf(key: string, value: unknown = document): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [...(name === key ? [inner] : []), ...valuesOf(key, inner)]);
}

describe('the document', () => {
  it('is OpenAPI 3.1 with everything that the standard demands of it', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    for (const operation of operationsOf(document.paths)) {
      expect(Object.keys(operation.responses).length).toBeGreaterThan(0);
      for (const response of Object.values(operation.responses)) expect(response).toHaveProperty('description');
      for (const parameter of operation.parameters ?? [])
        expect(parameter).toMatchObject({ name: expect.any(String), in: expect.any(String) });
    }
  });

  it('refers to nothing that is not there', () => {
    const refs = valuesOf('$ref') as string[];
    expect(refs.length).toBeGreaterThan(50);
    for (const ref of refs)
      expect(Object.keys(document.components!.schemas!)).toContain(ref.replace('#/components/schemas/', ''));
  });

  it('holds schemas that a validator of JSON Schema 2020-12 takes', () => {
    const ajv = new Ajv2020({ strictSchema: true, strictTypes: false, keywords: ['example', 'components'] });
    addFormats(ajv);
    ajv.addSchema({ $id: 'http://yuanban/', components: document.components });
    for (const name of Object.keys(document.components!.schemas!)) {
      expect(() => ajv.compile({ $ref: `http://yuanban/#/components/schemas/${name}` })).not.toThrow();
    }
  });

  it('declares every parameter of a path, and no other', () => {
    for (const [path, item] of Object.entries(document.paths)) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const operation of operationsOf({ [path]: item })) {
        const declared = (operation.parameters ?? []).filter((one) => 'in' in one && one.in === 'path');
        expect([path, declared.map((one) => ('name' in one ? one.name : ''))]).toEqual([path, named]);
      }
    }
  });

  it('names every operation once', () => {
    const names = operationsOf(document.paths).map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain(undefined);
  });

  it.each(acts)('has an operation of its own for %s, with its body, its key and both languages', (act) => {
    const operation = document.paths[`/api/v1/cases/{number}/acts/${act}`]!.post!;
    expect(operation.operationId).toBe(act);
    expect(operation.summary).toMatch(/[a-z].*\p{Script=Han}/u);
    expect(operation.requestBody).toMatchObject({
      content: { 'application/json': { schema: { $ref: expect.stringMatching(/Dto$/) } } },
    });
    expect(operation.parameters).toContainEqual(
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }),
    );
    expect(Object.keys(operation.responses)).toEqual(
      expect.arrayContaining(['200', '400', '401', '403', '404', '409', '413', '415', '422', '503']),
    );
  });

  it('and docs/api.md know the same acts, by slug and event, and the same errors', () => {
    const page = readFileSync('docs/api.md', 'utf8');
    for (const { act, event, by } of LIFECYCLE) {
      if (by === 'person') expect(page).toMatch(new RegExp(`\\| \`${act}\` .*\`${event}\``));
    }
    const named = [...page.matchAll(/`([A-Z]+_[A-Z_]+)`/g)].map(([, code]) => code);
    const inUse = Object.keys(ERRORS).filter((code) => code.includes('_') && code !== 'TIME_FIXED'); // of the command line
    expect(new Set(named)).toEqual(new Set(inUse));
  });

  it('does not show the template behind the acts', () => {
    expect(Object.keys(document.paths).filter((path) => path.includes('{act}'))).toEqual([]);
  });

  it('wants a token everywhere but where it says otherwise', () => {
    expect(document.security).toEqual([{ bearer: [] }]);
    expect(document.components!.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } });
    const open = operationsOf(document.paths).filter(({ security }) => security?.length === 0);
    expect(open.map(({ operationId }) => operationId).sort()).toEqual([
      'getCertificate',
      'getFormCheck',
      'getItem',
      'getStatus',
      'listBundles',
      'listItems',
      'listParks',
      'listPublicity',
      'live',
      'ready',
      'signIn',
    ]);
  });

  it('says of every operation how it fails', () => {
    for (const operation of operationsOf(document.paths)) {
      expect(operation.responses).toHaveProperty('default.content.application/problem+json');
    }
  });
});
