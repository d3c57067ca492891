// A database that an earlier release has filled is brought forward with what lies in it.
import { Client } from 'pg';
import { migrate } from '#platform/migrate';
import { ownDatabase } from '../../apps/registry/test/own-database';
import { migrateRegistry } from '../../apps/registry/src/migrate';
import { migrateCases } from '../../apps/cases/src/migrate';
import { Spine1763700000101 } from '../../apps/cases/src/migrations/1-spine';

let place: Awaited<ReturnType<typeof ownDatabase>>;
beforeAll(async () => {
  place = await ownDatabase();
  await migrateRegistry(place.url, { demo: false });
  await migrate({ url: place.url, schema: 'cases', migrations: [Spine1763700000101] });
}, 180_000);
afterAll(() => place?.drop());

it('keeps the form, gives the state its ledger of acceptance and the definition what it did not know', async () => {
  const receivedAt = Date.parse('2026-09-18T16:10:00+08:00');
  const client = new Client({ connectionString: place.url });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO cases.approval_case (number, item, item_version, park, applicant, owner, in_name_of, bodies, status, seq,
         state, definition, delegation, calendar_rev, received_at, due_at, last_hash)
       VALUES ('16-caohejing-20260918-000001', '16', '2019-04-23', 'caohejing', 'enterprise:a', 'park:caohejing', 'dept:construction',
         '{enterprise:a}', 'RECEIVED', 1, $1, '{"code": "16", "reviewers": ["dept:fire"]}', '{}', 1, now(), now(), '\\x00')`,
      [JSON.stringify({ status: 'RECEIVED', receivedAt })],
    );
    await client.query(
      `INSERT INTO cases.case_form (number, form) VALUES ('16-caohejing-20260918-000001', '{"a": 1}')`,
    );
    expect(await migrateCases(place.url)).not.toEqual([]);
    const { rows } = await client.query(
      `SELECT state, definition, f.no, f.form FROM cases.approval_case JOIN cases.case_form f USING (number)`,
    );
    expect(rows).toEqual([
      {
        state: { status: 'RECEIVED', receivedAt, intake: [{ act: 'start', at: receivedAt }] },
        definition: {
          ...{ code: '16', extension: null, special: [], onTheSpot: false, publicity: null, copies: null, check: null },
          certificate: null,
          reviewers: [{ body: 'dept:fire', when: null }],
        },
        no: 1,
        form: { a: 1 },
      },
    ]);
    expect(await migrateCases(place.url)).toEqual([]);
  } finally {
    await client.end();
  }
});
