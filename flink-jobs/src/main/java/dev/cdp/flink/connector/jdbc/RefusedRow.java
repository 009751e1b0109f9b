package dev.cdp.flink.connector.jdbc;

import java.io.Serializable;

/**
 * A row that is not in the table and never will be, while those beside it are.
 *
 * @param element what the row was made of
 * @param misfit the field at fault and why, or the server's own words
 */
public record RefusedRow<IN>(IN element, MisfitException misfit) {

    /** What to emit for such a row. */
    @FunctionalInterface
    public interface Handler<IN, R> extends Serializable {
        R handle(RefusedRow<IN> refused);
    }
}
