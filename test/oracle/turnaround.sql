-- The total of turnaround, recomputed by Postgres from the case events alone. $1, $2: first and last day of the decision.
WITH RECURSIVE event AS (
  -- Granted on a promise is decided.
  SELECT l.position, e.number, CASE e.type WHEN 'case.promise-decided.v1' THEN 'case.decided.v1' ELSE e.type END AS type, e.effective_at AS at, (e.effective_at AT TIME ZONE 'Asia/Shanghai')::date AS on_day, e.data
  FROM cases.case_log l JOIN cases.case_event e ON e.id = l.event_id
), filed AS (
  SELECT number, at AS received, on_day AS received_on, data->'parties'->>'item' AS item,
    concat_ws('|', data->'parties'->>'applicant', data->'parties'->>'item', data->'parties'->>'park') AS matter,
    (data->'limits'->'statutory'->>'workdays')::int AS statutory, (data->'limits'->'promised'->>'workdays')::int AS promised,
    data->'delegation' <> 'null' AS is_pilot
  FROM event WHERE type = 'case.filed.v1'
), end_of AS (
  SELECT position, number, type, at AS ended, on_day AS ended_on, (data->>'net')::int AS net, (data->>'onTime')::boolean AS is_on_time
  FROM event WHERE type IN ('case.decided.v1', 'case.recorded.v1', 'case.withdrawn.v1', 'case.not-accepted.v1',
    'case.not-required.v1', 'case.referred.v1')
), ended AS (
  SELECT DISTINCT ON (number) number, type, ended, ended_on, is_on_time,
    CASE WHEN count(*) OVER (PARTITION BY number) > 1 THEN sum(coalesce(net, 0)) OVER (PARTITION BY number)::int ELSE net END AS net
  FROM end_of e WHERE NOT EXISTS (SELECT FROM end_of d WHERE d.number = e.number AND d.type = 'case.decided.v1' AND d.position < e.position)
  ORDER BY number, position DESC
), wait AS (
  SELECT number, type, lead(on_day) OVER (PARTITION BY number ORDER BY position) - on_day AS days
  FROM event
  WHERE type IN (SELECT type FROM ended)
    OR type IN ('case.correction-requested.v1', 'case.supplemented.v1') AND data->>'counts' IS DISTINCT FROM 'OFFICE'
), hold AS (
  SELECT number, type, lead(on_day) OVER w - on_day AS days,
    coalesce(max(position) FILTER (WHERE type IN ('case.paused.v1', 'case.experts-convened.v1')) OVER w, 0)
      > coalesce(max(position) FILTER (WHERE type = 'case.resumed.v1') OVER w, 0) AS is_special,
    coalesce(max(position) FILTER (WHERE type = 'case.hearing-announced.v1') OVER w, 0)
      > coalesce(max(position) FILTER (WHERE type = 'case.hearing-recorded.v1') OVER w, 0) AS is_hearing
  FROM event
  WHERE type IN (SELECT type FROM ended) OR type IN ('case.paused.v1', 'case.experts-convened.v1', 'case.resumed.v1',
    'case.hearing-announced.v1', 'case.hearing-recorded.v1')
  WINDOW w AS (PARTITION BY number ORDER BY position)
), held AS (
  SELECT number, sum(days) AS days FROM hold WHERE (is_special OR is_hearing) AND type NOT IN (SELECT type FROM ended) GROUP BY number
), waited AS (
  SELECT number, sum(days) AS days FROM wait WHERE type = 'case.correction-requested.v1' GROUP BY number
), told AS (
  SELECT number, bool_or(type = 'case.extended.v1') AS is_extended, count(*) FILTER (WHERE type = 'case.yellow-carded.v1') AS yellow,
    count(*) FILTER (WHERE type = 'case.red-carded.v1') AS red, count(*) FILTER (WHERE type = 'case.card-revoked.v1') AS revoked
  FROM event GROUP BY number
), course AS (
  SELECT f.*, e.type, e.ended, e.ended_on, e.net, e.is_on_time, coalesce(held.days, 0) AS paused, coalesce(waited.days, 0) AS correction,
    is_extended, yellow, red, revoked, row_number() OVER (PARTITION BY matter ORDER BY received, number COLLATE "C") AS k
  FROM filed f JOIN told USING (number) LEFT JOIN ended e USING (number) LEFT JOIN held USING (number) LEFT JOIN waited USING (number)
), walk AS (
  SELECT matter, k, number, number AS root, ARRAY[]::text[] AS taken, jsonb_build_object(number, number) AS roots FROM course WHERE k = 1
  UNION ALL
  SELECT c.matter, c.k, c.number, root.number, w.taken || coalesce(f.number, ''), w.roots || jsonb_build_object(c.number, root.number)
  FROM walk w JOIN course c ON c.matter = w.matter AND c.k = w.k + 1
  LEFT JOIN LATERAL (
    SELECT p.number FROM course p
    WHERE p.matter = c.matter AND p.k < c.k AND p.type IN ('case.withdrawn.v1', 'case.not-accepted.v1', 'case.not-required.v1', 'case.referred.v1') AND p.ended <= c.received
      AND c.received_on - p.ended_on <= 30 AND NOT p.number = ANY (w.taken)
    ORDER BY p.ended DESC, p.received DESC, p.number COLLATE "C" DESC LIMIT 1
  ) f ON true
  CROSS JOIN LATERAL (SELECT coalesce(w.roots->>f.number, c.number) AS number) root
), application AS (
  SELECT last.item, last.is_pilot, last.type, last.ended_on, last.is_on_time, first.statutory, first.promised,
    last.ended_on - first.received_on AS gross, chain.*
  FROM (
    SELECT root, max(c.k) AS k, sum(coalesce(net, 0)) AS net, sum(paused) AS paused, sum(correction) AS correction, bool_or(is_extended) AS is_extended,
      sum(yellow) AS yellow, sum(red) AS red, sum(revoked) AS revoked,
      count(*) AS cases
    FROM walk JOIN course c USING (number) GROUP BY root
  ) chain
  JOIN course first ON first.number = chain.root
  JOIN course last ON last.matter = first.matter AND last.k = chain.k
  WHERE last.type = 'case.decided.v1' OR last.type = 'case.recorded.v1' AND last.is_pilot
), measured AS (
  SELECT item, avg(net::numeric(60, 40)) AS net FROM application WHERE NOT is_pilot GROUP BY item
), counted AS (
  SELECT a.*, m.net AS before FROM application a LEFT JOIN measured m ON m.item = a.item
  WHERE is_pilot AND ended_on BETWEEN $1 AND $2
), cut AS (
  SELECT name, count(baseline)::int AS n, coalesce(sum(net) FILTER (WHERE baseline IS NOT NULL), 0)::int AS net,
    coalesce(sum(baseline), 0) AS baseline
  FROM counted, LATERAL (VALUES ('before', before), ('statutory', statutory), ('promise', promised)) b(name, baseline)
  WHERE type = 'case.decided.v1' GROUP BY name
)
SELECT jsonb_build_object(
  'n', count(*), 'resubmitted', count(*) FILTER (WHERE cases > 1),
  'net', jsonb_build_object('mean', round(avg(net), 2), 'median', percentile_disc(0.5) WITHIN GROUP (ORDER BY net),
    'p90', percentile_disc(0.9) WITHIN GROUP (ORDER BY net)),
  'gross', jsonb_build_object('mean', round(avg(gross), 2), 'median', percentile_disc(0.5) WITHIN GROUP (ORDER BY gross),
    'p90', percentile_disc(0.9) WITHIN GROUP (ORDER BY gross)),
  'withinMonth', jsonb_build_object('n', count(*) FILTER (WHERE gross <= 30),
    'share', round(count(*) FILTER (WHERE gross <= 30) / count(*)::numeric, 4)),
  'onTime', jsonb_build_object('n', count(*) FILTER (WHERE is_on_time),
    'share', round(count(*) FILTER (WHERE is_on_time) / count(*)::numeric, 4), 'extended', count(*) FILTER (WHERE is_extended)),
  'cut', (SELECT jsonb_object_agg(name, jsonb_build_object('n', n, 'net', net, 'baseline', round(baseline, 2),
    'cut', floor((1 - net / baseline) * 10000 + 0.5) / 10000, 'isOverThird', 3 * (baseline - net) > baseline)) FROM cut),
  'paused', jsonb_build_object('n', count(*) FILTER (WHERE paused > 0), 'days', sum(paused)),
  'cards', jsonb_build_object('yellow', sum(yellow), 'red', sum(red), 'revoked', sum(revoked),
    'perHundred', round(sum(yellow + red - revoked) * 100 / count(*), 2)),
  'correction', jsonb_build_object('n', count(*) FILTER (WHERE correction > 0), 'days', sum(correction)),
  'onTheSpot', (SELECT count(*) FROM counted WHERE type = 'case.recorded.v1')
) AS figures
FROM counted WHERE type = 'case.decided.v1'
