-- What a collector has rejected is replayed through the collector, so that the same code checks it again. For that the
-- admin service makes a key of the source for itself, and revokes it when the replay is over.

ALTER TABLE write_keys
    ADD COLUMN purpose text NOT NULL DEFAULT 'client'
                            CONSTRAINT write_keys_purpose_known CHECK (purpose IN ('client', 'replay'));
CREATE INDEX write_keys_replay_idx ON write_keys (source_id) WHERE purpose = 'replay' AND revoked_at IS NULL;
COMMENT ON COLUMN write_keys.purpose IS 'client: of an SDK; replay: of the admin service, shown to nobody.';
