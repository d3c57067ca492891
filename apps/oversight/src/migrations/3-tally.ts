// Tallies beside the applications, so that a table need not read every one of them; filled from those that are there.
import { type MigrationInterface, type QueryRunner } from 'typeorm';

// The month comes first: a table of some months reads those alone. Room in the pages lets most changes stay in theirs.
const TABLES = `
  CREATE TABLE tally (
    month text NOT NULL,
    item text NOT NULL,
    park text NOT NULL,
    n int NOT NULL,
    resubmitted int NOT NULL,
    net int NOT NULL,
    on_time int NOT NULL,
    extended int NOT NULL,
    statutory_n int NOT NULL,
    statutory_net int NOT NULL,
    statutory int NOT NULL,
    promised_n int NOT NULL,
    promised_net int NOT NULL,
    promised int NOT NULL,
    paused_n int NOT NULL,
    paused int NOT NULL,
    correction_n int NOT NULL,
    correction int NOT NULL,
    yellow int NOT NULL,
    red int NOT NULL,
    revoked int NOT NULL,
    on_the_spot int NOT NULL,
    before_n int NOT NULL,
    before_net int NOT NULL,
    net_times text NOT NULL,
    gross_times text NOT NULL,
    PRIMARY KEY (month, item, park)
  ) WITH (fillfactor = 70);
  COMMENT ON TABLE tally IS 'What the applications of a month, an item and a park add up to (libs/rules/tally.ts): always all of turnaround.';
  COMMENT ON COLUMN tally.net_times IS 'How many took how many net days: days, how many, days, how many. A text: several are put together as they are.';

  GRANT SELECT, INSERT, UPDATE, DELETE ON tally TO oversight_app;
`;

const timesOf = (days: string) => `
  SELECT month, item, park, string_agg(days || ',' || times, ',' ORDER BY days) AS ${days}_times
  FROM (SELECT month, item, park, ${days} AS days, count(*) AS times FROM turnaround WHERE kind = 'DECIDED' GROUP BY 1, 2, 3, 4) one
  GROUP BY 1, 2, 3`;
const FILL = `
  INSERT INTO tally
  SELECT month, item, park, count(*) FILTER (WHERE d), count(*) FILTER (WHERE d AND cardinality(numbers) > 1),
    coalesce(sum(net) FILTER (WHERE d), 0), count(*) FILTER (WHERE d AND is_on_time), count(*) FILTER (WHERE d AND is_extended),
    count(statutory) FILTER (WHERE d), coalesce(sum(net) FILTER (WHERE d AND statutory IS NOT NULL), 0), coalesce(sum(statutory) FILTER (WHERE d), 0),
    count(promised) FILTER (WHERE d), coalesce(sum(net) FILTER (WHERE d AND promised IS NOT NULL), 0), coalesce(sum(promised) FILTER (WHERE d), 0),
    count(*) FILTER (WHERE d AND paused_days > 0), coalesce(sum(paused_days) FILTER (WHERE d), 0),
    count(*) FILTER (WHERE d AND correction_days > 0), coalesce(sum(correction_days) FILTER (WHERE d), 0),
    coalesce(sum(yellow_cards) FILTER (WHERE d), 0), coalesce(sum(red_cards) FILTER (WHERE d), 0), coalesce(sum(revoked_cards) FILTER (WHERE d), 0),
    count(*) FILTER (WHERE kind = 'ON_THE_SPOT'), count(*) FILTER (WHERE kind = 'BEFORE'), coalesce(sum(net) FILTER (WHERE kind = 'BEFORE'), 0),
    '', ''
  FROM turnaround, LATERAL (SELECT kind = 'DECIDED' AS d) decided GROUP BY month, item, park;

  UPDATE tally SET net_times = n.net_times, gross_times = g.gross_times
  FROM (${timesOf('net')}) n JOIN (${timesOf('gross')}) g USING (month, item, park)
  WHERE (tally.month, tally.item, tally.park) = (n.month, n.item, n.park);
`;

export class Tally1763700000203 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET LOCAL search_path = oversight, public');
    await runner.query(TABLES);
    await runner.query(FILL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE oversight.tally');
  }
}
