// Postgres: one way to connect, one way to say who acts. Row-level security reads the context; none set sees no row.
import { createHash } from 'node:crypto';
import pg from 'pg';
import { type DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

/** What an app says of its database: its schema, its role (absent for migrations), its entities and migrations. */
export interface DatabaseOptions {
  url: string;
  schema: string;
  role?: string;
  entities?: PostgresOptions['entities'];
  migrations?: PostgresOptions['migrations'];
  poolSize?: number;
  /** Settings of each connection beside those that all have: what Postgres is to do otherwise for this app. */
  settings?: Readonly<Record<string, string>>;
}

/**
 * TypeORM options. The role is taken at connect (`-c role=`), so that the app never works with its login's own rights;
 * a transaction that waits idle for 5 s is ended by the server, so that no lock outlives its holder.
 */
export function databaseOptions(options: DatabaseOptions): PostgresOptions {
  const own = options.role ? { role: options.role, ...options.settings } : options.settings;
  const settings = {
    ...own,
    idle_in_transaction_session_timeout: '5000',
    search_path: `${options.schema},public`,
  };
  return {
    type: 'postgres',
    url: options.url,
    schema: options.schema,
    applicationName: `yuanban ${options.role ?? options.schema}`,
    synchronize: false,
    installExtensions: false,
    entities: options.entities ?? [],
    migrations: options.migrations ?? [],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    poolSize: options.poolSize ?? 16,
    connectTimeoutMS: 5_000, // also the wait for one of the pool: half of what a request has
    extra: {
      Client: PreparingClient,
      pipeline: true,
      idleTimeoutMillis: 300_000, // a connection that was closed comes back without what it had prepared
      options: Object.entries(settings)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
    },
  };
}

/**
 * A connection that has Postgres keep what it made of a statement with values: planning the door's statements takes longer than doing them.
 * The texts are constants of the code, so a connection keeps a few dozen.
 */
class PreparingClient extends pg.Client {
  override query(...given: unknown[]): never {
    const [text, values, ...more] = given;
    const named = typeof text === 'string' && Array.isArray(values) && values.length > 0;
    const asked = named ? [{ name: nameOf(text), text, values: values as unknown[] }, ...more] : given;
    return (super.query as (...asked: unknown[]) => never).apply(this, asked);
  }
}

// TypeORM writes some texts itself, as many as there are lengths of lists: what comes after so many goes unnamed.
const MOST_NAMES = 1_000;
const names = new Map<string, string>();
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}

/** Who acts in a transaction: a person's id, or one of our own hands. */
export type Context = `person:${string}` | 'time' | 'relay';

/** Names the last statement of a transaction, which is then not waited for: the commit goes out right behind it. */
export type Last = (statement: Promise<unknown>) => void;

/**
 * One transaction whose statements run as `context`, for reads too. `begin` and the context travel in one message, and the first statement
 * goes out right behind it. Commits when `work` resolves, rolls back and rethrows when it throws. `work` may name its `last` statement
 * instead of waiting for it; if that fails, the commit is none and its error is thrown.
 */
export async function withContext<T>(
  database: DataSource,
  context: Context,
  work: (manager: EntityManager, last: Last) => Promise<T>,
): Promise<T> {
  const runner = database.createQueryRunner();
  let ending: Promise<PromiseSettledResult<unknown>[]> | undefined;
  const last: Last = (statement) => {
    ending = Promise.allSettled([statement]);
  };
  try {
    await runner.connect();
    // A simple query takes no parameters: the literal is quoted here, and ids never hold anything but these characters.
    const begun = runner.query(
      `BEGIN; SELECT set_config('yuanban.context', '${context.replace(/[^\w:.@-]/g, '')}', true)`,
    );
    const [, result] = await Promise.all([begun, work(runner.manager, last)]);
    // Of a transaction in which something failed Postgres makes a rollback.
    const [ended = [], committed] = await Promise.all([ending, Promise.allSettled([runner.query('COMMIT')])]);
    const failed = [...ended, ...committed].find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    return result;
  } catch (error) {
    await runner.query('ROLLBACK').catch(() => undefined); // the connection itself may be what failed
    throw error;
  } finally {
    await runner.release();
  }
}
