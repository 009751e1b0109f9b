DROP VIEW IF EXISTS users_with_many_anonymous_ids;
