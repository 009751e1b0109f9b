/** The entry classes that are submitted to Flink. */
package dev.cdp.flink.job;
