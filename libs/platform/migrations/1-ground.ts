// What every app stands on: business time, the journal, and the context that row-level security reads.
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { isDevelopment } from '../config';

export class Ground1763700000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA IF NOT EXISTS platform;
      CREATE TABLE platform.business_time (
        id int PRIMARY KEY DEFAULT 1 CHECK (id = 1),
        ahead interval NOT NULL DEFAULT interval '0' CHECK (ahead >= interval '0'),
        movable boolean NOT NULL
      );
      COMMENT ON TABLE platform.business_time IS 'Business time = the real clock + ahead. Only grows; moved in development alone.';
      INSERT INTO platform.business_time (movable) VALUES (${isDevelopment()});

      CREATE FUNCTION platform.business_now() RETURNS timestamptz LANGUAGE sql VOLATILE SECURITY DEFINER
        SET search_path = pg_catalog AS
        $$ SELECT date_trunc('milliseconds', clock_timestamp() + ahead) FROM platform.business_time $$;
      COMMENT ON FUNCTION platform.business_now IS 'The instant that law and records go by, cut to milliseconds.';

      CREATE FUNCTION platform.move_time(target timestamptz) RETURNS timestamptz LANGUAGE plpgsql VOLATILE SECURITY DEFINER
        SET search_path = pg_catalog AS $$
        DECLARE was platform.business_time;
        BEGIN
          SELECT * INTO was FROM platform.business_time FOR UPDATE;
          IF NOT was.movable OR target < clock_timestamp() + was.ahead THEN
            RAISE EXCEPTION 'business time is fixed, or the target lies behind it' USING ERRCODE = 'YB001';
          END IF;
          UPDATE platform.business_time SET ahead = target - clock_timestamp();
          RETURN platform.business_now();
        END $$;

      CREATE FUNCTION platform.context() RETURNS text LANGUAGE sql STABLE AS
        $$ SELECT nullif(current_setting('yuanban.context', true), '') $$;
      COMMENT ON FUNCTION platform.context IS 'Who acts in this transaction: person:<id>, time or relay; null = nobody.';

      CREATE SCHEMA journal;
      CREATE TABLE journal.entry (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        business_at timestamptz NOT NULL DEFAULT platform.business_now(),
        app text NOT NULL,
        actor text NOT NULL,
        kind text NOT NULL,
        data jsonb NOT NULL
      );
      COMMENT ON TABLE journal.entry IS 'What is no case event: sign-ins, refusals, reveals, changes of lists. Insert-only.';
      CREATE FUNCTION journal.append(app text, actor text, kind text, data jsonb) RETURNS bigint
        LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS
        $$ INSERT INTO journal.entry (app, actor, kind, data) VALUES ($1, $2, $3, $4) RETURNING id $$;
      GRANT USAGE ON SCHEMA platform, journal TO PUBLIC;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA platform, journal TO PUBLIC;
      GRANT SELECT ON platform.business_time TO PUBLIC;
      REVOKE ALL ON FUNCTION platform.move_time FROM PUBLIC;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA journal CASCADE; DROP SCHEMA platform CASCADE');
  }
}
