/** Events and what became of them, as ClickHouse knows it. */
package dev.cdp.admin.service.event;
