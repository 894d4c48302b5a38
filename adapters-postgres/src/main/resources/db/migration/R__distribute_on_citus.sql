-- On a Citus cluster: dimensions become reference tables, facts are distributed and co-located. Plain
-- PostgreSQL never sees a Citus call. Repeats change nothing; whenever this file changes it runs again.
SELECT set_config('citus.multi_shard_modify_mode', 'sequential', true);

DO $$
DECLARE
  dimension text;
  fact text;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus') THEN
    RETURN;
  END IF;
  FOREACH dimension IN ARRAY ARRAY['customer', 'license', 'solution', 'application'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_dist_partition WHERE logicalrelid = dimension::regclass) THEN
      PERFORM create_reference_table(dimension);
    END IF;
  END LOOP;
  FOREACH fact IN ARRAY ARRAY[
    'usage', 'usage_history', 'usage_daily', 'usage_history_daily', 'usage_monthly',
    'usage_history_monthly'
  ] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_dist_partition WHERE logicalrelid = fact::regclass) THEN
      PERFORM create_distributed_table(fact, 'license_server_id');
    END IF;
  END LOOP;
END $$;
