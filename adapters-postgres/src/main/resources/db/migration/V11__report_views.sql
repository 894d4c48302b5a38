SELECT set_config('citus.multi_shard_modify_mode', 'sequential', true);

-- What the views must know to say the same as reports do.
ALTER TABLE installation
  ADD COLUMN emergency_key_types        integer[] NOT NULL DEFAULT '{0}',
  ADD COLUMN emergency_key_types_listed boolean   NOT NULL DEFAULT false;
COMMENT ON COLUMN installation.emergency_key_types IS 'The numbers of the setting emergency-key.types of whoever started last';
COMMENT ON COLUMN installation.emergency_key_types_listed IS 'Whether these mean an emergency key, or all others do';

CREATE OR REPLACE VIEW billing_reports.usage AS
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
    u.sign * u.image_size_kb AS image_size_kb,
    coalesce(
      (u.contingency_provider_type = ANY ((SELECT emergency_key_types FROM installation)::integer[]))
        = (SELECT emergency_key_types_listed FROM installation),
      false) AS emergency_key,
    v.usage_id AS voided_by_usage_id
  FROM recorded_usage u
  LEFT JOIN customer c ON c.customer_code = u.customer_code
  LEFT JOIN solution s ON s.solution_id = u.solution_id
  LEFT JOIN application a ON a.application_id = u.application_id
  LEFT JOIN license_lookup l ON l.license_server_id = u.license_server_id
  LEFT JOIN recorded_usage v
    ON v.voids_usage_id IS NOT NULL AND v.voids_usage_id = u.usage_id
      AND v.license_server_id = u.license_server_id AND v.occurred_time = u.occurred_time;

CREATE OR REPLACE VIEW billing_reports.usage_by_day AS
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
