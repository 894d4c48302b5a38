SELECT set_config('citus.multi_shard_modify_mode', 'sequential', true);

-- One row a call. Partitions, one a month of the business zone, are made by the program: ahead of
-- time, and only as far back as it accepts records.
CREATE TABLE usage (
  usage_id                  uuid        NOT NULL,
  license_server_id         text        NOT NULL,
  occurred_time             timestamptz NOT NULL,
  accepted_time             timestamptz NOT NULL,
  solution_id               text        NOT NULL,
  application_id            text        NOT NULL,
  customer_code             text,
  user_name                 text        NOT NULL,
  input_tokens              bigint      NOT NULL,
  output_tokens             bigint      NOT NULL,
  image_size_kb             bigint      NOT NULL,
  contingency_provider_type integer,
  purpose                   smallint    NOT NULL,
  CONSTRAINT usage_quantities CHECK (input_tokens >= 0 AND output_tokens >= 0 AND image_size_kb >= 0),
  CONSTRAINT usage_purpose CHECK (purpose BETWEEN 1 AND 3),
  -- The id comes first: finding an id used before, under any license, needs no other index.
  PRIMARY KEY (usage_id, license_server_id, occurred_time)
) PARTITION BY RANGE (occurred_time);
COMMENT ON COLUMN usage.customer_code IS 'Who answers for the call; null while it waits; set once';
COMMENT ON COLUMN usage.image_size_kb IS 'KB of 1,024 bytes, rounded up by the caller';
COMMENT ON COLUMN usage.contingency_provider_type IS 'As RM sent it; null means not told, which is not 0';
COMMENT ON COLUMN usage.purpose IS '1 production, 2 support, 3 development';

CREATE INDEX usage_by_time ON usage (occurred_time, usage_id, license_server_id);
CREATE INDEX usage_by_license ON usage (license_server_id, occurred_time, usage_id);
CREATE INDEX usage_by_customer ON usage (customer_code, occurred_time, usage_id, license_server_id);
CREATE INDEX usage_waiting ON usage (license_server_id, occurred_time) WHERE customer_code IS NULL;
CREATE INDEX usage_on_emergency_key ON usage (license_server_id, occurred_time)
  WHERE contingency_provider_type <> 0;
