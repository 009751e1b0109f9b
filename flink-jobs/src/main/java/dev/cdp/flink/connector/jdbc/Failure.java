package dev.cdp.flink.connector.jdbc;

/** What a failed statement is taken for. */
enum Failure {
    /** The fault of the rows: they are tried in halves, until the one at fault stands alone. */
    ROWS,
    /** Passes by itself: the server is away, overloaded, out of something, or the connection was cut. */
    PASSING,
    /** Stays until a person changes something: a right, a password, a table. */
    REFUSED
}
