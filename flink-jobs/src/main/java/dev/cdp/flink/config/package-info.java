/** The configuration that running jobs follow: {@code cdp.config}, read whole before it is used. */
package dev.cdp.flink.config;
