SELECT set_config('citus.multi_shard_modify_mode', 'sequential', true);

-- Reports over many months must not read every line.
CREATE TABLE allocation_total (
  run           bigint  NOT NULL REFERENCES allocation_run,
  for_month     date    NOT NULL,
  payer         integer,
  currency_code text COLLATE "C" NOT NULL,
  amount        numeric NOT NULL,
  UNIQUE NULLS NOT DISTINCT (run, for_month, payer, currency_code)
);
COMMENT ON TABLE allocation_total IS 'What the lines of a run add up to for each payer, written with them; the self-check compares both';

INSERT INTO allocation_total
  SELECT l.run, s.for_month, l.payer, s.currency_code, sum(l.amount)
  FROM allocation l
  JOIN allocation_sum s ON s.run = l.run AND s.sum = l.sum
  GROUP BY l.run, s.for_month, l.payer, s.currency_code;

CREATE INDEX allocation_unallocated ON allocation (run, sum) WHERE payer IS NULL;

-- reported_cost, added up for each payer.
CREATE VIEW reported_total AS
  SELECT
    r.month, t.for_month, t.currency_code, t.payer, p.solution_id, p.application_id,
    p.customer_code, p.set_aside, t.amount
  FROM reported_run r
  JOIN allocation_total t ON t.run = r.run
  LEFT JOIN allocation_payer p ON p.run = t.run AND p.payer = t.payer;

-- reported_cost, added up for each month sum: what payers carry, and what nobody does.
CREATE VIEW reported_sum AS
  SELECT
    r.month, s.for_month, s.subscription_id, s.resource_group, s.service_name, s.fixed_cost_id,
    s.currency_code, part.payer, part.amount
  FROM reported_run r
  JOIN allocation_sum s ON s.run = r.run
  LEFT JOIN allocation u ON u.run = s.run AND u.sum = s.sum AND u.payer IS NULL
  CROSS JOIN LATERAL (
    VALUES (0, s.amount - coalesce(u.amount, 0)), (NULL, coalesce(u.amount, 0))
  ) part (payer, amount)
  WHERE EXISTS (SELECT FROM allocation l WHERE l.run = s.run AND l.sum = s.sum);
