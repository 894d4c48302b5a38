SELECT set_config('citus.multi_shard_modify_mode', 'sequential', true);

-- The sums of a month change tables with its records, whole, instead of row by row.
ALTER TABLE usage_daily RENAME TO usage_daily_before;
ALTER INDEX usage_daily_key RENAME TO usage_daily_before_key;
DROP INDEX usage_daily_empty;

CREATE TABLE usage_daily (
  day                       date     NOT NULL,
  license_server_id         text     NOT NULL,
  customer_code             text,
  solution_id               text     NOT NULL,
  application_id            text     NOT NULL,
  purpose                   smallint NOT NULL,
  contingency_provider_type integer,
  records                   bigint   NOT NULL,
  calls                     bigint   NOT NULL,
  input_tokens              bigint   NOT NULL,
  output_tokens             bigint   NOT NULL,
  image_size_kb             bigint   NOT NULL,
  CONSTRAINT usage_daily_key UNIQUE NULLS NOT DISTINCT (
    day, license_server_id, customer_code, solution_id, application_id, purpose,
    contingency_provider_type)
) PARTITION BY RANGE (day);
COMMENT ON TABLE usage_daily IS 'Sums of usage; may lag by what usage_batch names';
COMMENT ON COLUMN usage_daily.day IS 'A day of the business zone';
COMMENT ON COLUMN usage_daily.customer_code IS 'Null while the usage waits for its customer';
COMMENT ON COLUMN usage_daily.records IS 'Rows of usage, cancelling ones included';
COMMENT ON COLUMN usage_daily.calls IS 'Calls less voided ones; the other sums alike';

CREATE INDEX usage_daily_empty ON usage_daily (day) WHERE records = 0;

CREATE TABLE usage_history_daily (LIKE usage_daily INCLUDING ALL) PARTITION BY RANGE (day);
COMMENT ON TABLE usage_history_daily IS 'Sums of usage_history, as usage_daily has those of usage';

-- As Billing makes those of later months, beside the records of each.
DO $$
DECLARE
  part text;
  first_day date;
BEGIN
  FOR part IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent IN ('usage'::regclass, 'usage_history'::regclass)
  LOOP
    first_day := to_date(right(part, 7), 'YYYY_MM');
    EXECUTE format(
      'CREATE TABLE %I PARTITION OF %I (CONSTRAINT usage_month CHECK (day >= %L AND day < %L))
       FOR VALUES FROM (%3$L) TO (%4$L)',
      left(part, -8) || '_daily' || right(part, 8),
      left(part, -8) || '_daily',
      first_day,
      (first_day + interval '1 month')::date);
  END LOOP;
END $$;

INSERT INTO usage_daily
  SELECT day, license_server_id, customer_code, solution_id, application_id, purpose,
         contingency_provider_type, records, calls, input_tokens, output_tokens, image_size_kb
  FROM usage_daily_before WHERE NOT in_history AND records <> 0;
INSERT INTO usage_history_daily
  SELECT day, license_server_id, customer_code, solution_id, application_id, purpose,
         contingency_provider_type, records, calls, input_tokens, output_tokens, image_size_kb
  FROM usage_daily_before WHERE in_history AND records <> 0;

CREATE VIEW recorded_daily AS
  SELECT day, license_server_id, customer_code, solution_id, application_id, purpose,
         contingency_provider_type, false AS in_history, records, calls, input_tokens,
         output_tokens, image_size_kb
  FROM usage_daily
  UNION ALL
  SELECT day, license_server_id, customer_code, solution_id, application_id, purpose,
         contingency_provider_type, true AS in_history, records, calls, input_tokens,
         output_tokens, image_size_kb
  FROM usage_history_daily;
COMMENT ON VIEW recorded_daily IS 'All sums of usage, wherever it is';

CREATE OR REPLACE VIEW billing_reports.usage_by_day AS
  WITH summed AS (
    SELECT day, license_server_id, customer_code, solution_id, application_id, purpose,
           contingency_provider_type, in_history, records, calls, input_tokens, output_tokens,
           image_size_kb
    FROM recorded_daily
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
    d.image_size_kb,
    CASE
      WHEN (d.contingency_provider_type = ANY ((SELECT emergency_key_types FROM installation)::integer[]))
        = (SELECT emergency_key_types_listed FROM installation)
      THEN d.calls
      ELSE 0
    END AS emergency_key_calls
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

DROP TABLE usage_daily_before;
