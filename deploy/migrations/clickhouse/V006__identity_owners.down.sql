DROP TABLE IF EXISTS backfills;
DROP TABLE IF EXISTS identity_owners;
ALTER TABLE identity_links DROP COLUMN `requested_by`;
ALTER TABLE events DROP COLUMN `sent_user_id`;
