SELECT set_config('citus.multi_shard_modify_mode', 'sequential', true);

-- Waits for whoever changes sums, and keeps nodes of the version before from it, which know no sums of
-- months: they go on recording, and nodes of this version sum up what they record.
ALTER TABLE usage_turn RENAME TO sums_turn;

-- The sums of days once more, added up by month: a report of whole months reads a twentieth of the rows.
CREATE TABLE usage_monthly (
  month                     date     NOT NULL,
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
  CONSTRAINT usage_monthly_key UNIQUE NULLS NOT DISTINCT (
    month, license_server_id, customer_code, solution_id, application_id, purpose,
    contingency_provider_type)
) PARTITION BY RANGE (month);
COMMENT ON TABLE usage_monthly IS 'Sums of usage_daily';
COMMENT ON COLUMN usage_monthly.month IS 'Its first day';

CREATE INDEX usage_monthly_empty ON usage_monthly (month) WHERE records = 0;

CREATE TABLE usage_history_monthly (LIKE usage_monthly INCLUDING ALL) PARTITION BY RANGE (month);
COMMENT ON TABLE usage_history_monthly IS 'Sums of usage_history_daily';

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
      'CREATE TABLE %I PARTITION OF %I (CONSTRAINT usage_month CHECK (month >= %L AND month < %L))
       FOR VALUES FROM (%3$L) TO (%4$L)',
      left(part, -8) || '_monthly' || right(part, 8),
      left(part, -8) || '_monthly',
      first_day,
      (first_day + interval '1 month')::date);
  END LOOP;
END $$;

INSERT INTO usage_monthly
  SELECT date_trunc('month', day::timestamp)::date, license_server_id, customer_code, solution_id,
         application_id, purpose, contingency_provider_type, sum(records), sum(calls),
         sum(input_tokens), sum(output_tokens), sum(image_size_kb)
  FROM usage_daily
  GROUP BY 1, 2, 3, 4, 5, 6, 7;
INSERT INTO usage_history_monthly
  SELECT date_trunc('month', day::timestamp)::date, license_server_id, customer_code, solution_id,
         application_id, purpose, contingency_provider_type, sum(records), sum(calls),
         sum(input_tokens), sum(output_tokens), sum(image_size_kb)
  FROM usage_history_daily
  GROUP BY 1, 2, 3, 4, 5, 6, 7;

CREATE VIEW recorded_monthly AS
  SELECT month, license_server_id, customer_code, solution_id, application_id, purpose,
         contingency_provider_type, false AS in_history, records, calls, input_tokens,
         output_tokens, image_size_kb
  FROM usage_monthly
  UNION ALL
  SELECT month, license_server_id, customer_code, solution_id, application_id, purpose,
         contingency_provider_type, true AS in_history, records, calls, input_tokens,
         output_tokens, image_size_kb
  FROM usage_history_monthly;
COMMENT ON VIEW recorded_monthly IS 'All sums of months, wherever their usage is';
