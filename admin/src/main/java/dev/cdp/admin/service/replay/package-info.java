/** Sends dead letters again, to where each had failed. */
package dev.cdp.admin.service.replay;
