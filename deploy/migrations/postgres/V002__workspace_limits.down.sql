ALTER TABLE workspaces
    DROP CONSTRAINT workspaces_own_limits_are_enterprise,
    DROP CONSTRAINT workspaces_burst_is_1_to_60_seconds,
    DROP COLUMN burst,
    DROP COLUMN events_per_day,
    DROP COLUMN events_per_second;
