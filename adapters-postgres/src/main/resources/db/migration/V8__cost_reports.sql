SELECT set_config('citus.multi_shard_modify_mode', 'sequential', true);

-- The run that is reported of each month: that of its closing, or the newest.
CREATE VIEW reported_run AS
  SELECT DISTINCT ON (month) month, run, closed
  FROM (
    SELECT month, run, true AS closed FROM closed_month WHERE reopened_time IS NULL
    UNION ALL
    SELECT month, max(run), false FROM allocation_run GROUP BY month
  ) runs
  ORDER BY month, closed DESC;

CREATE VIEW reported_cost AS
  SELECT
    r.month, r.closed, s.run, s.sum, l.line, s.for_month, s.subscription_id, s.resource_group,
    s.service_name, s.cost_grouping, s.group_value, s.fixed_cost_id, s.currency_code, s.rule_id,
    s.driver, l.payer, p.solution_id, p.application_id, p.customer_code, p.set_aside,
    l.driver_quantity, l.driver_total, l.amount
  FROM reported_run r
  JOIN allocation_sum s ON s.run = r.run
  JOIN allocation l ON l.run = s.run AND l.sum = s.sum
  LEFT JOIN allocation_payer p ON p.run = l.run AND p.payer = l.payer;

-- What was used in the month of each reported run, as it was divided by.
CREATE VIEW reported_use AS
  SELECT
    r.month, p.solution_id, p.application_id, p.customer_code, p.set_aside, p.calls,
    p.input_tokens, p.output_tokens, p.image_size_kb
  FROM reported_run r
  JOIN allocation_payer p ON p.run = r.run AND p.for_month = r.month;

-- What was collected, day by day, not rounded; fixed cost on the first of its month.
CREATE VIEW collected_cost AS
  SELECT
    v.month, i.usage_date AS day, v.subscription_id, v.resource_group, i.service_name,
    i.group_value, NULL::text AS fixed_cost_id, i.currency_code, i.exact_amount
  FROM (
    SELECT DISTINCT ON (subscription_id, resource_group, month) *
    FROM cost_revision
    ORDER BY subscription_id, resource_group, month, revision DESC
  ) v
  JOIN cost_item i ON i.revision = v.revision
  UNION ALL
  SELECT month, month, NULL, NULL, NULL, NULL, fixed_cost_id, currency_code, amount
  FROM posted_cost;

CREATE VIEW billing_reports.cost AS
  SELECT
    to_char(c.month, 'YYYY-MM') AS year_month,
    CASE WHEN c.for_month <> c.month THEN to_char(c.for_month, 'YYYY-MM') END AS for_month,
    c.closed,
    CASE
      WHEN c.payer IS NULL THEN 'UNALLOCATED'
      WHEN c.customer_code IS NOT NULL THEN 'SETTLED'
      WHEN c.set_aside THEN 'SET_ASIDE'
      ELSE 'WAITING'
    END AS settlement_state,
    c.customer_code,
    u.name AS customer_name,
    c.solution_id AS solution_project_id,
    s.description AS solution_description,
    c.application_id AS application_project_id,
    a.description AS application_description,
    c.subscription_id,
    c.resource_group,
    coalesce(c.service_name, c.fixed_cost_id) AS resource,
    CASE WHEN c.fixed_cost_id IS NULL THEN 'AZURE' ELSE 'FIXED' END AS resource_kind,
    c.group_value AS resource_detail,
    c.driver_quantity AS quantity,
    CASE c.driver
      WHEN 1 THEN 'calls' WHEN 2 THEN 'input tokens' WHEN 3 THEN 'output tokens'
      WHEN 4 THEN 'image KB' WHEN 5 THEN 'weighted mix' WHEN 6 THEN 'even parts'
      ELSE 'fixed parts'
    END AS unit,
    c.driver_total,
    c.amount AS total_cost,
    c.currency_code AS currency,
    c.rule_id AS rule,
    c.run,
    c.run || '-' || c.sum || '-' || c.line AS allocation_id
  FROM reported_cost c
  LEFT JOIN customer u ON u.customer_code = c.customer_code
  LEFT JOIN solution s ON s.solution_id = c.solution_id
  LEFT JOIN application a ON a.application_id = c.application_id;
COMMENT ON VIEW billing_reports.cost IS 'Every line of the allocation that is reported of each month';

CREATE VIEW billing_reports.cost_by_day AS
  SELECT
    day,
    to_char(month, 'YYYY-MM') AS year_month,
    subscription_id,
    resource_group,
    coalesce(service_name, fixed_cost_id) AS resource,
    CASE WHEN fixed_cost_id IS NULL THEN 'AZURE' ELSE 'FIXED' END AS resource_kind,
    group_value AS resource_detail,
    currency_code AS currency,
    exact_amount
  FROM collected_cost;
COMMENT ON VIEW billing_reports.cost_by_day IS 'What was collected, exactly as it was told, before it is divided';

DO $$
BEGIN
  GRANT SELECT ON ALL TABLES IN SCHEMA billing_reports TO billing_reports_reader;
EXCEPTION
  WHEN insufficient_privilege OR undefined_object THEN
    RAISE NOTICE 'billing_reports_reader may not read the new views: %', SQLERRM;
END $$;
