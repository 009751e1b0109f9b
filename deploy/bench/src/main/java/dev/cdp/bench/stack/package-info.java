/** What is measured together: Kafka and its topics, a Flink cluster and its jobs, the services of a collector. */
package dev.cdp.bench.stack;
