package dev.cdp.flink.connector.clickhouse;

import java.io.IOException;
import java.util.Set;

/** What a failed query is taken for. Both are tried again for ever; they differ in pace and in noise. */
enum Failure {
    /** Passes by itself: the server is away, overloaded, out of something, or the connection was cut. */
    PASSING,
    /** Stays until a person changes something. */
    REFUSED;

    private static final Set<Integer> PASSING_CODES = Set.of(
            3, // UNEXPECTED_END_OF_FILE: our request was cut
            32, // ATTEMPT_TO_READ_AFTER_EOF
            33, // CANNOT_READ_ALL_DATA
            159, // TIMEOUT_EXCEEDED
            160, // TOO_SLOW
            164, // READONLY
            201, // QUOTA_EXCEEDED
            202, // TOO_MANY_SIMULTANEOUS_QUERIES
            203, // NO_FREE_CONNECTION
            209, // SOCKET_TIMEOUT
            210, // NETWORK_ERROR
            216, // QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING: our own earlier try
            225, // NO_ZOOKEEPER
            236, // ABORTED: shutting down
            241, // MEMORY_LIMIT_EXCEEDED
            242, // TABLE_IS_READ_ONLY
            243, // NOT_ENOUGH_SPACE
            252, // TOO_MANY_PARTS
            254, // NO_ACTIVE_REPLICAS
            285, // TOO_FEW_LIVE_REPLICAS
            286, // UNSATISFIED_QUORUM_FOR_PREVIOUS_WRITE
            289, // REPLICA_IS_NOT_IN_QUORUM
            307, // TOO_MANY_BYTES
            319, // UNKNOWN_STATUS_OF_INSERT
            394, // QUERY_WAS_CANCELLED: by our own KILL
            425, // SYSTEM_ERROR
            439, // CANNOT_SCHEDULE_TASK
            473, // DEADLOCK_AVOIDED
            668, // INVALID_STATE
            745, // SERVER_OVERLOADED
            999, // KEEPER_EXCEPTION
            1000); // POCO_EXCEPTION

    static Failure of(IOException failure) {
        if (!(failure instanceof ClickHouseException refusal)) {
            return PASSING;
        }
        if (refusal.code() == ClickHouseException.NO_CODE) {
            return refusal.status() >= 500 || refusal.status() == 429 ? PASSING : REFUSED;
        }
        return PASSING_CODES.contains(refusal.code()) ? PASSING : REFUSED;
    }
}
