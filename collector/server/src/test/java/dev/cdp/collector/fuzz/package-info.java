/** Mutated bodies of real libraries through everything between HTTP and the journal. */
package dev.cdp.collector.fuzz;
