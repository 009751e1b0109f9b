/** From the archive, through the current functions, to rows beside those that stand. */
package dev.cdp.flink.replay;
