DROP TABLE idempotency_keys;
DROP TABLE audit_log;
ALTER TABLE schema_fields DROP COLUMN version, DROP COLUMN id;
ALTER TABLE write_keys DROP COLUMN id;
ALTER TABLE sources DROP COLUMN version;
ALTER TABLE workspaces DROP COLUMN version;
