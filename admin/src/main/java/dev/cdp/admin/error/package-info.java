/** Why something is not done, before HTTP makes an answer of it. */
package dev.cdp.admin.error;
