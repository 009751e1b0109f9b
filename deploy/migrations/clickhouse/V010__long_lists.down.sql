ALTER TABLE events DROP INDEX IF EXISTS idx_received_at;
ALTER TABLE dead_letters DROP COLUMN IF EXISTS `event`;
