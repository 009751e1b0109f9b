/** What the jobs are fed with. */
package dev.cdp.bench.events;
