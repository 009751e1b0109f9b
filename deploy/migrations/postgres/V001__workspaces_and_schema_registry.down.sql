DROP TABLE outbox;
DROP TABLE schema_fields;
DROP TABLE write_keys;
DROP TABLE sources;
DROP TABLE workspaces;
