/** How values cross the network between operators and lie in state: explicit, compact, without Kryo. */
package dev.cdp.flink.serialization;
