/** What an operator does to Kafka by hand. */
package dev.cdp.local.kafka;
