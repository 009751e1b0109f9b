/** Events, and what functions log, as they come. */
package dev.cdp.admin.service.live;
