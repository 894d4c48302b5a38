SELECT set_config('citus.multi_shard_modify_mode', 'sequential', true);

CREATE TABLE allocation_rule (
  rule_id               text COLLATE "C" PRIMARY KEY,
  place                 integer  NOT NULL,
  taken_subscription_id text,
  taken_resource_group  text,
  taken_service_name    text,
  taken_grouping        text,
  taken_group_value     text,
  taken_fixed_cost_id   text,
  division              smallint NOT NULL,
  first_month           date     NOT NULL,
  last_month            date
);
COMMENT ON TABLE allocation_rule IS 'Which cost is divided among whom, and by what. Never changes but for its last month';
COMMENT ON COLUMN allocation_rule.division IS '1 proportional, 2 even, 3 fixed';

CREATE TABLE allocation_rule_carrier (
  rule_id        text COLLATE "C" NOT NULL REFERENCES allocation_rule,
  is_application boolean NOT NULL,
  project_id     text COLLATE "C" NOT NULL,
  percentage     numeric,
  PRIMARY KEY (rule_id, is_application, project_id)
);
COMMENT ON TABLE allocation_rule_carrier IS 'Solutions or applications that a rule names';

CREATE TABLE allocation_rule_weight (
  rule_id text COLLATE "C" NOT NULL REFERENCES allocation_rule,
  meter   text     NOT NULL,
  weight  numeric  NOT NULL,
  PRIMARY KEY (rule_id, meter)
);

CREATE SEQUENCE allocation_run_number;

CREATE TABLE allocation_run (
  run           bigint      PRIMARY KEY,
  month         date        NOT NULL,
  operation_id  uuid        NOT NULL UNIQUE REFERENCES operation,
  requested_by  text        NOT NULL,
  created_time  timestamptz NOT NULL,
  lines_digest  text        NOT NULL,
  revisions     bigint[]    NOT NULL,
  sums          bigint      NOT NULL,
  lines         bigint      NOT NULL
);
COMMENT ON TABLE allocation_run IS 'A month''s cost, divided. Its rows and those of its sums and lines never change';
COMMENT ON COLUMN allocation_run.lines_digest IS 'SHA-256 of all sums and lines, in order';
COMMENT ON COLUMN allocation_run.revisions IS 'The revisions of Azure''s cost that it was made from';

CREATE INDEX allocation_run_newest ON allocation_run (month, run DESC);

CREATE TABLE allocation_run_month (
  run           bigint NOT NULL REFERENCES allocation_run,
  for_month     date   NOT NULL,
  inputs_digest text   NOT NULL,
  PRIMARY KEY (run, for_month)
);
COMMENT ON TABLE allocation_run_month IS 'The months that a run was made for: its own, and the closed ones it corrects';
COMMENT ON COLUMN allocation_run_month.inputs_digest IS 'SHA-256 of cost, usage and rules';

-- Of dry runs too, which keep nothing else.
CREATE TABLE operation_balance (
  operation_id  uuid    NOT NULL REFERENCES operation,
  currency_code text COLLATE "C" NOT NULL,
  exact_amount  numeric NOT NULL,
  collected     numeric NOT NULL,
  unallocated   numeric NOT NULL,
  corrections   numeric NOT NULL,
  PRIMARY KEY (operation_id, currency_code)
);
COMMENT ON TABLE operation_balance IS 'What an allocation charges, by currency';

CREATE TABLE allocation_sum (
  run             bigint   NOT NULL REFERENCES allocation_run,
  sum             integer  NOT NULL,
  for_month       date     NOT NULL,
  subscription_id text COLLATE "C",
  resource_group  text COLLATE "C",
  service_name    text COLLATE "C",
  cost_grouping   text COLLATE "C",
  group_value     text COLLATE "C",
  fixed_cost_id   text COLLATE "C",
  currency_code   text COLLATE "C" NOT NULL,
  exact_amount    numeric  NOT NULL,
  amount          numeric  NOT NULL,
  solution_id     text COLLATE "C",
  rule_id         text     NOT NULL,
  driver          smallint NOT NULL,
  PRIMARY KEY (run, sum)
);
COMMENT ON COLUMN allocation_sum.for_month IS 'The month of the cost: another one than that of the run in a correction';
COMMENT ON COLUMN allocation_sum.solution_id IS 'Whose cost it is; null for cost that all solutions share';
COMMENT ON COLUMN allocation_sum.driver IS
  'By what it is divided: 1 calls, 2 input tokens, 3 output tokens, 4 image KB, 5 a mix of them, 6 evenly, 7 by percentages';

CREATE TABLE allocation_payer (
  run              bigint   NOT NULL REFERENCES allocation_run,
  payer            integer  NOT NULL,
  for_month        date     NOT NULL,
  solution_id      text COLLATE "C" NOT NULL,
  application_id   text COLLATE "C" NOT NULL,
  customer_code    text COLLATE "C",
  set_aside        boolean  NOT NULL,
  calls            bigint   NOT NULL,
  input_tokens     bigint   NOT NULL,
  output_tokens    bigint   NOT NULL,
  image_size_kb    bigint   NOT NULL,
  PRIMARY KEY (run, payer)
);
COMMENT ON TABLE allocation_payer IS 'Who pays in a run, and what each used in the month';
COMMENT ON COLUMN allocation_payer.set_aside IS 'Whether usage without a customer is set aside; else it waits';

CREATE TABLE allocation (
  run             bigint  NOT NULL,
  sum             integer NOT NULL,
  line            integer NOT NULL,
  payer           integer,
  driver_quantity numeric NOT NULL,
  driver_total    numeric NOT NULL,
  amount          numeric NOT NULL,
  PRIMARY KEY (run, sum, line)
);
COMMENT ON TABLE allocation IS 'Each payer''s part of each month sum; without a payer, what no usage carries';

CREATE TABLE closed_month (
  closing       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  month         date        NOT NULL,
  run           bigint      NOT NULL REFERENCES allocation_run,
  closed_time   timestamptz NOT NULL,
  closed_by     text        NOT NULL,
  reason        text        NOT NULL,
  lines_digest  text        NOT NULL,
  reopened_time timestamptz,
  reopened_by   text,
  reopen_reason text
);
CREATE UNIQUE INDEX closed_month_once ON closed_month (month) WHERE reopened_time IS NULL;
COMMENT ON COLUMN closed_month.reason IS 'Why it was forced; empty if it was not';
COMMENT ON COLUMN closed_month.reopened_time IS 'When the closing was taken back; null while it holds';

ALTER TABLE operation
  ADD COLUMN accept_unsettled boolean NOT NULL DEFAULT false,
  ADD COLUMN force            boolean NOT NULL DEFAULT false,
  ADD COLUMN reason           text    NOT NULL DEFAULT '',
  ADD COLUMN allocation_run   bigint,
  ADD COLUMN sums             bigint  NOT NULL DEFAULT 0,
  ADD COLUMN lines            bigint  NOT NULL DEFAULT 0;
COMMENT ON COLUMN operation.force IS 'Whether a month is to be closed in spite of what is in the way';
COMMENT ON COLUMN audit_entry.action IS
  '1 void, 2 purge, 3 restore, 4 rebuild totals, 5 cancel, 6 create and 7 end a fixed cost, 8 create and 9 end an allocation rule, 10 close and 11 reopen a month';
