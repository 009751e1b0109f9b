/** The reference pages of docs/, held against what they describe. */
package dev.cdp.e2e.reference;
