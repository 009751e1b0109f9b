-- The rate limits of an enterprise workspace, whose tier has none of its own. NULL is unlimited.
ALTER TABLE workspaces
    ADD COLUMN events_per_second bigint
        CONSTRAINT workspaces_events_per_second_positive CHECK (events_per_second BETWEEN 1 AND 10000000),
    ADD COLUMN events_per_day bigint
        CONSTRAINT workspaces_events_per_day_positive CHECK (events_per_day BETWEEN 1 AND 1000000000000),
    ADD COLUMN burst bigint
        CONSTRAINT workspaces_burst_positive CHECK (burst > 0),
    -- A window is burst / events_per_second long.
    ADD CONSTRAINT workspaces_burst_is_1_to_60_seconds
        CHECK (burst IS NULL
               OR (events_per_second IS NOT NULL AND burst BETWEEN events_per_second AND 60 * events_per_second)),
    ADD CONSTRAINT workspaces_own_limits_are_enterprise
        CHECK (tier = 'enterprise' OR (events_per_second IS NULL AND events_per_day IS NULL AND burst IS NULL));
COMMENT ON COLUMN workspaces.events_per_second IS 'Enterprise only: how many events in a second, in the long run. NULL: unlimited.';
COMMENT ON COLUMN workspaces.events_per_day IS 'Enterprise only: how many events on one UTC day. NULL: unlimited.';
COMMENT ON COLUMN workspaces.burst IS
    'Enterprise only: how many events within burst / events_per_second seconds, 1 to 60. NULL: five seconds'' worth.';
