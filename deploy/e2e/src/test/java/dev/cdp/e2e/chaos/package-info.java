/**
 * Faults of a seed's choice on the whole product under load, one after the other; in the end all that was accepted has to
 * be where it belongs, once.
 */
package dev.cdp.e2e.chaos;
