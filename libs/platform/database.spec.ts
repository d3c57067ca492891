// How every app connects; what a transaction says of itself is in database.int.spec.ts, on a real Postgres.
import { databaseOptions } from './database';

describe('options', () => {
  const url = 'postgresql://u:p@127.0.0.1/yuanban';

  it('take the role at connect, and end a transaction that waits idle for 5 s', () => {
    const { extra, applicationName } = databaseOptions({ url, schema: 'cases', role: 'cases_door' });
    expect(applicationName).toBe('yuanban cases_door');
    expect((extra as { options: string }).options).toBe(
      '-c role=cases_door -c idle_in_transaction_session_timeout=5000 -c search_path=cases,public',
    );
  });

  it('of one app come with those that all have', () => {
    const { extra } = databaseOptions({ url, schema: 'desk', role: 'desk_app', settings: { enable_seqscan: 'off' } });
    expect((extra as { options: string }).options).toBe(
      '-c role=desk_app -c enable_seqscan=off -c idle_in_transaction_session_timeout=5000 -c search_path=desk,public',
    );
  });

  it('never let TypeORM alter a schema by itself', () => {
    expect(databaseOptions({ url, schema: 'cases' })).toMatchObject({ synchronize: false, installExtensions: false });
  });
});
