/** The launcher's commands, which the Makefile calls. */
package dev.cdp.local.cli;
