/** The audit log, as people read it. */
package dev.cdp.admin.service.audit;
