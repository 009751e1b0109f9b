/** The collector's HTTP interface, as far as the service uses it. */
package dev.cdp.admin.collector;
