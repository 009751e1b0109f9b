/** Submits the product's jobs to the session cluster and keeps them on the current jar. */
package dev.cdp.local.flink;
