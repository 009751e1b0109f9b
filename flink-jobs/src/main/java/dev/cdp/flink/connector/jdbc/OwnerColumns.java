package dev.cdp.flink.connector.jdbc;

/**
 * Where a row says whose it is.
 *
 * @param assigned name of the text column that assignments set
 * @param own name of the text column of what the row itself came with; rows that have one keep it
 */
public record OwnerColumns(String assigned, String own) {}
