/** Flink's REST interface, as far as the service uses it. */
package dev.cdp.admin.flink;
