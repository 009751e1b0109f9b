/** The command line of the platform's administrators. */
package dev.cdp.admin.cli;
