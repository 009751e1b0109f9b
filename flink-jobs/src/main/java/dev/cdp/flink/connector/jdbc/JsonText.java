package dev.cdp.flink.connector.jdbc;

/** A value for a column of JSON: its text, which must be well-formed. */
public record JsonText(String value) {}
