/** Events as they come. */
package dev.cdp.admin.service.live;
