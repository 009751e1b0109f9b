/** The Flink jobs. */
package dev.cdp.admin.service.job;
