package dev.cdp.collector.live;

import dev.cdp.contract.live.Invalidation;

/** Remembers something of PostgreSQL, and wants to know when it changes there. Calls don't block. */
public interface ChangeListener {
    /**
     * This has changed; what is remembered of it is not to be used again. Whoever reads it from now on
     * reads what is new; what was being read meanwhile may be what is old.
     */
    void changed(Invalidation change);

    /**
     * Changes may have been missed. All that is remembered has to be read again before it is used, but
     * may go on to hold while PostgreSQL does not answer.
     */
    void missed();
}
