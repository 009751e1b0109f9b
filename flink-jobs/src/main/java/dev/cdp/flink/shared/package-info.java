/** What the subtasks of one TaskManager share. */
package dev.cdp.flink.shared;
