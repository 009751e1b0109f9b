/** What running jobs read through cdp.config: functions, destinations, connections, rules of identity; and secrets. */
package dev.cdp.admin.service.pipeline;
