DROP TABLE secrets;
DROP TABLE identity_settings;
DROP TABLE connections;
DROP TABLE destinations;
DROP TABLE function_versions;
DROP TABLE functions;
