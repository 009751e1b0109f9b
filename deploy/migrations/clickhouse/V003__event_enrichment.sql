-- What the processing job finds out about an event beside what was sent. All empty when unknown.

ALTER TABLE events
    ADD COLUMN `country` LowCardinality(String) COMMENT 'of the client address: ISO 3166-1, two letters' AFTER `ip`,
    ADD COLUMN `city` LowCardinality(String) COMMENT 'of the client address, if the database knows cities' AFTER `country`,
    ADD COLUMN `ua_browser` LowCardinality(String) COMMENT 'family of the client program' AFTER `city`,
    ADD COLUMN `ua_browser_version` LowCardinality(String) COMMENT 'its major version' AFTER `ua_browser`,
    ADD COLUMN `ua_os` LowCardinality(String) COMMENT 'family of the operating system' AFTER `ua_browser_version`,
    ADD COLUMN `ua_os_version` LowCardinality(String) COMMENT 'its major version' AFTER `ua_os`,
    ADD COLUMN `ua_device` LowCardinality(String) COMMENT 'model or family of the device; empty for most desktops' AFTER `ua_os_version`,
    ADD COLUMN `is_bot` Bool COMMENT 'whether the user agent says that it is a program without a person' AFTER `ua_device`,
    ADD COLUMN `utm_source` LowCardinality(String) AFTER `is_bot`,
    ADD COLUMN `utm_medium` LowCardinality(String) AFTER `utm_source`,
    ADD COLUMN `utm_campaign` LowCardinality(String) AFTER `utm_medium`,
    ADD COLUMN `utm_term` String AFTER `utm_campaign`,
    ADD COLUMN `utm_content` String AFTER `utm_term`;
