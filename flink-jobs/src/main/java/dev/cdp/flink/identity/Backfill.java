package dev.cdp.flink.identity;

import java.io.IOException;
import java.io.Serializable;

/** Brings the rows of one destination in line with the owners of their anonymous ids. For one thread. */
interface Backfill extends AutoCloseable {

    /**
     * Makes sure that nothing of an earlier life of this job is still being written, where that could do harm.
     *
     * @throws IOException when it is not known; it has to be tried again before anything else
     */
    default void begin() throws IOException, InterruptedException {}

    /**
     * Follows some of what is pending, and takes away what it is done with. Whatever it is interrupted in can be begun
     * anew.
     *
     * @return how many rows it has given another owner
     * @throws IOException when it is not known what was done: it is to be tried again
     */
    long step(Pending pending) throws IOException, InterruptedException;

    @Override
    void close();

    /** Opens one on a TaskManager. */
    @FunctionalInterface
    interface Opener extends Serializable {
        Backfill open();
    }
}
