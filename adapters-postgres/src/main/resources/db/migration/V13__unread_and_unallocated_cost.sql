SELECT set_config('citus.multi_shard_modify_mode', 'sequential', true);

-- Months of a resource group that could not be read, until they are.
CREATE TABLE cost_failure (
  subscription_id text COLLATE "C" NOT NULL,
  resource_group  text COLLATE "C" NOT NULL,
  month           date        NOT NULL,
  failed_time     timestamptz NOT NULL,
  error           text        NOT NULL,
  PRIMARY KEY (subscription_id, resource_group, month),
  FOREIGN KEY (subscription_id, resource_group) REFERENCES cost_source
);
COMMENT ON COLUMN cost_failure.month IS 'Its first day';
COMMENT ON COLUMN cost_source.last_success_time IS 'When the newest month that was to be read was read last';
COMMENT ON COLUMN cost_source.last_error IS 'Which months could not be read, newest first, and why';

-- What no usage carries shows no use: a quantity that nobody used would be counted.
CREATE OR REPLACE VIEW billing_reports.cost AS
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
    CASE WHEN c.payer IS NOT NULL THEN c.driver_quantity END AS quantity,
    CASE
      WHEN c.payer IS NULL THEN NULL
      WHEN c.driver = 1 THEN 'calls' WHEN c.driver = 2 THEN 'input tokens'
      WHEN c.driver = 3 THEN 'output tokens' WHEN c.driver = 4 THEN 'image KB'
      WHEN c.driver = 5 THEN 'weighted mix' WHEN c.driver = 6 THEN 'even parts'
      ELSE 'fixed parts'
    END AS unit,
    CASE WHEN c.payer IS NOT NULL THEN c.driver_total END AS driver_total,
    c.amount AS total_cost,
    c.currency_code AS currency,
    c.rule_id AS rule,
    c.run,
    c.run || '-' || c.sum || '-' || c.line AS allocation_id
  FROM reported_cost c
  LEFT JOIN customer u ON u.customer_code = c.customer_code
  LEFT JOIN solution s ON s.solution_id = c.solution_id
  LEFT JOIN application a ON a.application_id = c.application_id;
