-- A user whom more than 1,000 anonymous ids belong to: a test account, a shared login, or a client that makes up a new
-- anonymous id for each event. Nothing is done about it; somebody should look.
CREATE VIEW users_with_many_anonymous_ids AS
SELECT workspace_id, user_id, uniqExact(anonymous_id) AS anonymous_ids
FROM (SELECT workspace_id, anonymous_id, arrayJoin(owners) AS user_id FROM identity_owners FINAL)
WHERE user_id != ''
GROUP BY workspace_id, user_id
HAVING anonymous_ids > 1000;
