DROP TABLE dead_letters;
DROP TABLE identity_links;
DROP TABLE events;
DROP TABLE events_raw;
