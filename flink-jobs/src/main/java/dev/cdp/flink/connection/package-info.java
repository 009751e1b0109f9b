/** The way of an event from its source to one destination: connection, filters, functions. */
package dev.cdp.flink.connection;
