/** Lists in parts. */
package dev.cdp.admin.service.page;
