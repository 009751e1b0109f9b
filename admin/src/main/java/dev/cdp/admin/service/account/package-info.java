/** Accounts: logins, invitations, members, tokens. */
package dev.cdp.admin.service.account;
