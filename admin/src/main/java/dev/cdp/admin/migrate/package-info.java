/**
 * Migrations of PostgreSQL and ClickHouse: Flyway takes them up, this package takes them down again,
 * one step at a time, by the down file that stands beside each. Run from the command line only, never
 * when a service starts.
 */
package dev.cdp.admin.migrate;
