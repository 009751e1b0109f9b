-- The ClickHouse that is built in is every workspace's destination and nobody's row, but a source's events reach it
-- through functions and filters only by a connection to it.

ALTER TABLE connections DROP CONSTRAINT connections_destination_fk;
ALTER TABLE connections
    ADD COLUMN own_destination_id text GENERATED ALWAYS AS (NULLIF(destination_id, 'clickhouse')) STORED
                                  CONSTRAINT connections_destination_fk REFERENCES destinations (id);
COMMENT ON COLUMN connections.own_destination_id IS 'NULL: the ClickHouse that is built in.';
