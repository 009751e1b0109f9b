package dev.cdp.flink.connector.jdbc;

/** A row that waits to be written, with what it was made of. */
record PendingRow<IN>(IN element, JdbcRow row) {
    RefusedRow<IN> refuse(MisfitException misfit) {
        return new RefusedRow<>(element, misfit);
    }
}
