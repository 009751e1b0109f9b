/** Whose anonymous ids are, and taking links back. */
package dev.cdp.admin.identity;
