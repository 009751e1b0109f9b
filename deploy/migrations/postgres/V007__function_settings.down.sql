ALTER TABLE function_versions
    DROP COLUMN timeout_ms,
    DROP COLUMN props;
ALTER TABLE functions
    DROP COLUMN timeout_ms,
    DROP COLUMN props;
