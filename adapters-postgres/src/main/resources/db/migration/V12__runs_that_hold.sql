SELECT set_config('citus.multi_shard_modify_mode', 'sequential', true);

ALTER TABLE allocation_run ADD COLUMN newest_revision bigint NOT NULL DEFAULT 0;
UPDATE allocation_run SET newest_revision = coalesce((SELECT max(one) FROM unnest(revisions) one), 0);
ALTER TABLE allocation_run ALTER COLUMN newest_revision DROP DEFAULT;
COMMENT ON COLUMN allocation_run.newest_revision IS
  'The newest revision of Azure''s cost, whatever its month, when the run was made; 0 if there was none';

ALTER TABLE allocation_run_month ADD COLUMN use_digest text;
COMMENT ON COLUMN allocation_run_month.use_digest IS
  'SHA-256 of what each payer used; null in runs made before this was kept';

ALTER TABLE closed_month ADD COLUMN accept_unsettled boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN closed_month.accept_unsettled IS 'Whether usage without a customer was accepted';

-- The run that is reported of each month: that of its closing, or the newest. A run that corrects
-- closed months holds only as long as the closing before it that it was made from: once that is taken
-- back, the month's own allocation has what came late, and the correction would count it twice.
CREATE OR REPLACE VIEW reported_run AS
  SELECT DISTINCT ON (month) month, run, closed
  FROM (
    SELECT month, run, true AS closed FROM closed_month WHERE reopened_time IS NULL
    UNION ALL
    SELECT r.month, max(r.run), false
    FROM allocation_run r
    WHERE NOT EXISTS (
        SELECT FROM allocation_run_month m WHERE m.run = r.run AND m.for_month <> r.month)
      OR EXISTS (
        SELECT FROM closed_month c
        WHERE c.month = r.month - interval '1 month' AND c.run < r.run AND c.reopened_time IS NULL)
    GROUP BY r.month
  ) runs
  ORDER BY month, closed DESC;

-- Open months whose reported run is older than cost it would charge now, or than the closing before it.
-- What came late is charged in the oldest open month, the one behind a closing that holds.
CREATE VIEW outdated_month AS
  SELECT r.month
  FROM reported_run r
  JOIN allocation_run a ON a.run = r.run
  LEFT JOIN closed_month c ON c.month = r.month - interval '1 month' AND c.reopened_time IS NULL
  WHERE NOT r.closed AND (
    c.run > r.run
    OR EXISTS (
      SELECT FROM cost_revision v
      WHERE v.revision > a.newest_revision
        AND (v.month = r.month OR (c.run IS NOT NULL AND v.month < r.month)))
    OR EXISTS (
      SELECT p.month, p.fixed_cost_id
      FROM posted_cost p
      WHERE p.month = r.month OR (c.run IS NOT NULL AND p.month < r.month)
      EXCEPT
      SELECT s.for_month, s.fixed_cost_id FROM allocation_sum s WHERE s.run = r.run
      EXCEPT
      SELECT s.for_month, s.fixed_cost_id
      FROM closed_month h
      JOIN allocation_sum s ON s.run = h.run
      WHERE h.reopened_time IS NULL));
