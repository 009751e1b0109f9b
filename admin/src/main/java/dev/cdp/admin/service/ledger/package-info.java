/** The ledger and single events' stories, for a workspace. */
package dev.cdp.admin.service.ledger;
