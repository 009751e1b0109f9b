/** Users' functions in the delivery job: which version runs, in which order, and what comes out. */
package dev.cdp.flink.functions;
