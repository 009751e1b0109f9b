DELETE FROM connections WHERE destination_id = 'clickhouse';
ALTER TABLE connections DROP COLUMN own_destination_id;
ALTER TABLE connections
    ADD CONSTRAINT connections_destination_fk FOREIGN KEY (destination_id) REFERENCES destinations (id);
