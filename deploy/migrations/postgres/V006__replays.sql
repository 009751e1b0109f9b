-- Replays of dead letters and how far they are. The dead letters themselves are never changed.
CREATE TABLE replays (
    id           text        CONSTRAINT replays_pk PRIMARY KEY,
    workspace_id text        NOT NULL
                             CONSTRAINT replays_workspace_fk REFERENCES workspaces (id) ON DELETE CASCADE,
    selection    jsonb       NOT NULL,
    state        text        NOT NULL
                             CONSTRAINT replays_state_known CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
    total        bigint      NOT NULL DEFAULT 0,
    sent         bigint      NOT NULL DEFAULT 0,
    refused      bigint      NOT NULL DEFAULT 0,
    position     text        NOT NULL DEFAULT '',
    error        text        NOT NULL DEFAULT '',
    created_by   text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    finished_at  timestamptz
);
CREATE INDEX replays_workspace_idx ON replays (workspace_id, id);
CREATE INDEX replays_running_idx ON replays (id) WHERE state = 'running';
COMMENT ON COLUMN replays.position IS 'The id of the last dead letter that was done: a replay goes on behind it after a restart.';
