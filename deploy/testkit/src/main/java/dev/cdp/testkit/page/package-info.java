/** Pages of docs/, read so that tests can hold them against what they describe. */
package dev.cdp.testkit.page;
