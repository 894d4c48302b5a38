SELECT set_config('citus.multi_shard_modify_mode', 'sequential', true);

-- Why an operation failed, in words that programs can match on: a Reason; NULL when only people can.
ALTER TABLE operation ADD COLUMN failure_reason text;
