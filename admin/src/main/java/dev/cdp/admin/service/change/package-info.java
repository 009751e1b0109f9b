/** How everything is changed: in one transaction with its audit entry, its record for the jobs, and its answer. */
package dev.cdp.admin.service.change;
