DROP VIEW IF EXISTS replay_by_field;
DROP VIEW IF EXISTS replay_by_event;
DROP TABLE IF EXISTS replay_changes;
DROP TABLE IF EXISTS replay_chunks;
DROP TABLE IF EXISTS replay_outcomes;
DROP TABLE IF EXISTS events_shadow;
DROP TABLE IF EXISTS replays;
ALTER TABLE events_raw DROP COLUMN IF EXISTS `user_agent`, DROP COLUMN IF EXISTS `ip`;
