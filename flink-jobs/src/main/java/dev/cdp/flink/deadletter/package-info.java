/** How the jobs make and carry dead letters. */
package dev.cdp.flink.deadletter;
