/** The service's settings, one record for each thing that has some. */
package dev.cdp.admin.config;
