/** From processed events to the rows of a destination. */
package dev.cdp.flink.delivery;
