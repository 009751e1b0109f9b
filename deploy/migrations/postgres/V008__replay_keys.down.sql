DELETE FROM write_keys WHERE purpose = 'replay';
DROP INDEX write_keys_replay_idx;
ALTER TABLE write_keys DROP COLUMN purpose;
