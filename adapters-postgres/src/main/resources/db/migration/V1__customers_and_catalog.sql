SELECT set_config('citus.multi_shard_modify_mode', 'sequential', true);

-- What must never change once the first record is written.
CREATE TABLE installation (
  only_row      boolean     PRIMARY KEY DEFAULT true CONSTRAINT installation_only_row CHECK (only_row),
  business_zone text        NOT NULL,
  created_time  timestamptz NOT NULL
);
COMMENT ON COLUMN installation.business_zone IS 'IANA name of the zone whose days and months count';

CREATE TABLE customer (
  customer_code text        PRIMARY KEY,
  name          text        NOT NULL,
  changed_time  timestamptz NOT NULL
);

-- Support and development are answered for by the internal client.
INSERT INTO customer VALUES ('99700', 'TOTVS – QUALIDADE', '2024-01-01T00:00:00Z');

CREATE TABLE license (
  license_server_id   text        PRIMARY KEY,
  customer_code       text        REFERENCES customer,
  active              boolean     NOT NULL DEFAULT false,
  key_active          boolean,
  key_issued_time     timestamptz,
  key_expires_time    timestamptz,
  first_seen_time     timestamptz NOT NULL,
  confirmed_time      timestamptz,
  CONSTRAINT license_confirmed CHECK ((customer_code IS NULL) = (confirmed_time IS NULL))
);
COMMENT ON COLUMN license.customer_code IS 'The holder, once License Server told it';
COMMENT ON COLUMN license.key_active IS 'Whether it runs on an emergency key; null means not told';

CREATE INDEX license_by_customer ON license (customer_code);

-- A queue: who is to be asked about when. Local to the database, so that nodes can share it.
CREATE TABLE license_lookup (
  license_server_id text        PRIMARY KEY,
  next_attempt_time timestamptz NOT NULL,
  set_aside         boolean     NOT NULL DEFAULT false,
  failed_attempts   integer     NOT NULL DEFAULT 0,
  last_problem      text        NOT NULL DEFAULT ''
);
COMMENT ON COLUMN license_lookup.set_aside IS 'License Server said that nobody holds the license';

CREATE INDEX license_lookup_due ON license_lookup (next_attempt_time);

CREATE TABLE solution (
  solution_id    text        PRIMARY KEY,
  description    text        NOT NULL,
  described_time timestamptz NOT NULL
);
COMMENT ON COLUMN solution.described_time IS 'When the description was last written';

CREATE TABLE application (
  application_id text        PRIMARY KEY,
  description    text        NOT NULL,
  described_time timestamptz NOT NULL
);
COMMENT ON COLUMN application.described_time IS 'When the description was last written';
