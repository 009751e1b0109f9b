/** What collectors share while they run, and how they learn of changes; {@code redis} brings both. */
package dev.cdp.collector.live;
