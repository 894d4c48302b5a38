SELECT set_config('citus.multi_shard_modify_mode', 'sequential', true);

-- For BI tools: the same numbers as the reports, by plain SQL. Columns are only ever added.
CREATE SCHEMA IF NOT EXISTS billing_reports;

CREATE VIEW billing_reports.usage AS
  SELECT
    u.usage_id,
    u.occurred_time,
    (u.occurred_time AT TIME ZONE (SELECT business_zone FROM installation))::date AS day,
    u.accepted_time,
    CASE
      WHEN u.customer_code IS NOT NULL THEN 'SETTLED'
      WHEN l.set_aside THEN 'SET_ASIDE'
      ELSE 'WAITING'
    END AS settlement_state,
    u.customer_code,
    c.name AS customer_name,
    u.license_server_id,
    u.solution_id AS solution_project_id,
    s.description AS solution_description,
    u.application_id AS application_project_id,
    a.description AS application_description,
    u.user_name,
    CASE u.purpose WHEN 1 THEN 'PRODUCTION' WHEN 2 THEN 'SUPPORT' ELSE 'DEVELOPMENT' END AS purpose,
    u.contingency_provider_type,
    CASE WHEN u.in_history THEN 'HISTORY' ELSE 'ONLINE' END AS place,
    u.voids_usage_id,
    u.void_reason,
    u.sign AS calls,
    u.sign * u.input_tokens AS input_tokens,
    u.sign * u.output_tokens AS output_tokens,
    u.sign * u.image_size_kb AS image_size_kb
  FROM recorded_usage u
  LEFT JOIN customer c ON c.customer_code = u.customer_code
  LEFT JOIN solution s ON s.solution_id = u.solution_id
  LEFT JOIN application a ON a.application_id = u.application_id
  LEFT JOIN license_lookup l ON l.license_server_id = u.license_server_id;
COMMENT ON VIEW billing_reports.usage IS 'Every record; cancelling ones count negatively';

CREATE VIEW billing_reports.usage_by_day AS
  WITH summed AS (
    SELECT day, license_server_id, customer_code, solution_id, application_id, purpose,
           contingency_provider_type, in_history, records, calls, input_tokens, output_tokens,
           image_size_kb
    FROM usage_daily
    UNION ALL
    SELECT (occurred_time AT TIME ZONE (SELECT business_zone FROM installation))::date,
           license_server_id, customer_code, solution_id, application_id, purpose,
           contingency_provider_type, in_history, 1, sign, sign * input_tokens,
           sign * output_tokens, sign * image_size_kb
    FROM recorded_usage
    WHERE batch_id = ANY (ARRAY(SELECT batch_id FROM usage_batch))
  )
  SELECT
    d.day,
    to_char(d.day, 'YYYY-MM') AS year_month,
    CASE
      WHEN d.customer_code IS NOT NULL THEN 'SETTLED'
      WHEN l.set_aside THEN 'SET_ASIDE'
      ELSE 'WAITING'
    END AS settlement_state,
    d.customer_code,
    c.name AS customer_name,
    d.license_server_id,
    d.solution_id AS solution_project_id,
    s.description AS solution_description,
    d.application_id AS application_project_id,
    a.description AS application_description,
    CASE d.purpose WHEN 1 THEN 'PRODUCTION' WHEN 2 THEN 'SUPPORT' ELSE 'DEVELOPMENT' END AS purpose,
    d.contingency_provider_type,
    CASE WHEN d.in_history THEN 'HISTORY' ELSE 'ONLINE' END AS place,
    d.records,
    d.calls,
    d.input_tokens,
    d.output_tokens,
    d.image_size_kb
  FROM (
    SELECT day, license_server_id, customer_code, solution_id, application_id, purpose,
           contingency_provider_type, in_history,
           sum(records)::bigint AS records, sum(calls)::bigint AS calls,
           sum(input_tokens)::bigint AS input_tokens, sum(output_tokens)::bigint AS output_tokens,
           sum(image_size_kb)::bigint AS image_size_kb
    FROM summed
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    HAVING sum(records) > 0
  ) d
  LEFT JOIN customer c ON c.customer_code = d.customer_code
  LEFT JOIN solution s ON s.solution_id = d.solution_id
  LEFT JOIN application a ON a.application_id = d.application_id
  LEFT JOIN license_lookup l ON l.license_server_id = d.license_server_id;
COMMENT ON VIEW billing_reports.usage_by_day IS 'Sums by day and every key; equal to billing_reports.usage';

-- A role that may read the views and nothing else. A user who may not make roles leaves it to the
-- operator: `./billing check` prints the statements.
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'billing_reports_reader') THEN
    CREATE ROLE billing_reports_reader NOLOGIN;
  END IF;
  GRANT USAGE ON SCHEMA billing_reports TO billing_reports_reader;
  GRANT SELECT ON ALL TABLES IN SCHEMA billing_reports TO billing_reports_reader;
EXCEPTION
  WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN
    RAISE NOTICE 'billing_reports_reader was not made: %', SQLERRM;
END $$;
