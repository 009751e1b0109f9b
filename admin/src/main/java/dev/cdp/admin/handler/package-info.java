/** HTTP: routes, who may call them, and the one form of errors. */
package dev.cdp.admin.handler;
