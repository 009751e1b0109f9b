/** The empty endpoint, a program of its own. */
package dev.cdp.bench.reference;
