SELECT set_config('citus.multi_shard_modify_mode', 'sequential', true);

-- Resource groups whose cost is read, and how that went last.
CREATE TABLE cost_source (
  subscription_id   text COLLATE "C" NOT NULL,
  resource_group    text COLLATE "C" NOT NULL,
  last_success_time timestamptz,
  last_failure_time timestamptz,
  last_error        text NOT NULL DEFAULT '',
  PRIMARY KEY (subscription_id, resource_group)
);

-- What was told of a resource group's month, until something else was told of it. The newest one
-- counts; earlier ones stay readable.
CREATE TABLE cost_revision (
  revision        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subscription_id text COLLATE "C" NOT NULL,
  resource_group  text COLLATE "C" NOT NULL,
  month           date        NOT NULL,
  cost_grouping   text        NOT NULL,
  read_time       timestamptz NOT NULL,
  confirmed_time  timestamptz NOT NULL,
  is_final        boolean     NOT NULL,
  items           bigint      NOT NULL,
  FOREIGN KEY (subscription_id, resource_group) REFERENCES cost_source
);
COMMENT ON COLUMN cost_revision.month IS 'Its first day';
COMMENT ON COLUMN cost_revision.confirmed_time IS 'When the same was read last';
COMMENT ON COLUMN cost_revision.is_final IS 'Whether it was confirmed when the month could no longer change';

CREATE INDEX cost_revision_newest
  ON cost_revision (subscription_id, resource_group, month, revision DESC);

CREATE TABLE cost_item (
  revision      bigint  NOT NULL REFERENCES cost_revision,
  usage_date    date    NOT NULL,
  service_name  text COLLATE "C" NOT NULL,
  group_value   text COLLATE "C" NOT NULL,
  currency_code text COLLATE "C" NOT NULL,
  exact_amount  numeric NOT NULL,
  PRIMARY KEY (revision, usage_date, service_name, group_value, currency_code)
);
COMMENT ON TABLE cost_item IS 'What a service cost on a day, as Azure told it';
COMMENT ON COLUMN cost_item.usage_date IS 'Azure''s date, a day of UTC: decides the month and is kept as it is';

CREATE TABLE fixed_cost (
  fixed_cost_id text COLLATE "C" PRIMARY KEY,
  description   text    NOT NULL,
  currency_code text COLLATE "C" NOT NULL,
  amount        numeric NOT NULL,
  once          boolean NOT NULL,
  first_month   date    NOT NULL,
  last_month    date,
  solution_id   text
);
COMMENT ON COLUMN fixed_cost.solution_id IS 'Whose cost it is; null for cost that all solutions share';

CREATE TABLE posted_cost (
  fixed_cost_id text COLLATE "C" NOT NULL REFERENCES fixed_cost,
  month         date        NOT NULL,
  currency_code text COLLATE "C" NOT NULL,
  amount        numeric     NOT NULL,
  solution_id   text,
  posted_time   timestamptz NOT NULL,
  PRIMARY KEY (fixed_cost_id, month)
);
COMMENT ON TABLE posted_cost IS 'Fixed cost of a month, as it was when it was posted';

ALTER TABLE operation ADD COLUMN changed bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN operation.changed IS 'Readings of cost that told something new';
COMMENT ON COLUMN audit_entry.action IS
  '1 void, 2 purge, 3 restore, 4 rebuild totals, 5 cancel, 6 create and 7 end a fixed cost';
