package dev.cdp.collector.ratelimit;

/**
 * What a collector asks of the shared window, and tells it.
 *
 * @param need events that there has to be room for. Where no window could ever hold that many, room for
 *     one is enough, and what goes beyond the room is a debt: nothing is granted until it would have
 *     passed at the limits' rate. 0 asks for nothing
 * @param want how many more to charge if there is room
 * @param admitted events that were admitted without a lease: they count for the day
 * @param unspent events that were leased and not admitted
 * @param slot where those were charged
 */
public record Question(long need, long want, long admitted, long unspent, long slot) {}
