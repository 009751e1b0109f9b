/** A reusable writer into the tables of a JDBC database, exactly once in effect. See README.md in this folder. */
package dev.cdp.flink.connector.jdbc;
