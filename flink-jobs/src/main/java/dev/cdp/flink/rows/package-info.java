/** What the tables that the jobs write have in common. */
package dev.cdp.flink.rows;
