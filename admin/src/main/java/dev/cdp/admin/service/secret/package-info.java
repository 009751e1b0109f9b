/** Secrets at rest. */
package dev.cdp.admin.service.secret;
