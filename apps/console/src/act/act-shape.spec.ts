// The fields of acts as the API describes them: a further act appears without a line of code.
import { fieldsOf, summaryOf, type ApiDocument } from './act-shape';

const DOCUMENT: ApiDocument = {
  paths: {
    '/api/v1/cases/{number}/acts/publish': {
      post: {
        summary: 'Publish 公示',
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/PublishDto' } } } },
      },
    },
  },
  components: {
    schemas: {
      PublishDto: {
        type: 'object',
        required: ['place', 'rows'],
        properties: {
          place: { type: 'string', maxLength: 100 },
          text: { type: 'string', maxLength: 4000 },
          way: { type: 'string', enum: ['WEB', 'PAPER'] },
          days: { type: 'number', minimum: 10 },
          rows: { type: 'array', items: { $ref: '#/components/schemas/RowDto' } },
          form: { type: 'object' },
        },
      },
      RowDto: { type: 'object', properties: { text: { type: 'string', maxLength: 1000 } } },
    },
  },
};

it('reads every kind of field, and what is required', () => {
  const fields = fieldsOf(DOCUMENT, 'publish')!;
  expect(fields.map(({ name, kind, isRequired }) => [name, kind, isRequired])).toEqual([
    ['place', 'line', true],
    ['text', 'text', false],
    ['way', 'choice', false],
    ['days', 'number', false],
    ['rows', 'list', true],
    ['form', 'unknown', false],
  ]);
  expect(fields[4]!.fields.map(({ name }) => name)).toEqual(['text']);
});

it('knows what the document calls an act, and which it does not know', () => {
  expect(summaryOf(DOCUMENT, 'publish')).toBe('Publish 公示');
  expect(fieldsOf(DOCUMENT, 'other')).toBeNull();
});
