-- What a function runs with beside its code. A version keeps all of it, so that a rollback brings all of it back.

ALTER TABLE functions
    ADD COLUMN props      jsonb   NOT NULL DEFAULT '{}',
    ADD COLUMN timeout_ms integer NOT NULL DEFAULT 0
                                  CONSTRAINT functions_timeout_range CHECK (timeout_ms BETWEEN 0 AND 60000);
COMMENT ON COLUMN functions.props IS 'A JSON object: what the function finds as ctx.props.';
COMMENT ON COLUMN functions.timeout_ms IS 'Of one invocation, waiting included; 0: the default of the jobs.';

ALTER TABLE function_versions
    ADD COLUMN props      jsonb   NOT NULL DEFAULT '{}',
    ADD COLUMN timeout_ms integer NOT NULL DEFAULT 0;
