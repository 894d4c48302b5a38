SELECT set_config('citus.multi_shard_modify_mode', 'sequential', true);

-- The schedule that all nodes share, as db-scheduler 16 wants it.
CREATE TABLE scheduled_tasks (
  task_name            text        NOT NULL,
  task_instance        text        NOT NULL,
  task_data            bytea,
  execution_time       timestamptz NOT NULL,
  picked               boolean     NOT NULL,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint      NOT NULL,
  priority             smallint,
  PRIMARY KEY (task_name, task_instance)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- Why jobs fail that fail now; db-scheduler keeps only when.
CREATE TABLE job_error (
  job_name text PRIMARY KEY,
  error    text NOT NULL
);
