package dev.cdp.flink.connector.jdbc;

import java.sql.SQLException;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** PostgreSQL's SQLSTATEs, by their class as a rule (appendix A of its manual). */
final class PostgresErrors {
    private static final Set<String> ROWS = Set.of(
            "21", // cardinality violation
            "22", // data exception: a value that a type can't hold
            "23", // integrity constraint violation
            "44", // WITH CHECK OPTION violation
            "54", // program limit exceeded: row or index entry too large
            "P0"); // raised by a trigger
    private static final Set<String> PASSING = Set.of(
            "08", // connection exception
            "40", // transaction rollback: deadlock, serialization failure
            "53", // insufficient resources: disk full, too many connections
            "55", // object not in prerequisite state: lock not available
            "57", // operator intervention: shutdown, crash, query cancelled
            "58"); // system error, I/O
    private static final Set<String> PASSING_STATES = Set.of(
            "25006", // read-only transaction: a standby that is to become the primary
            "25P02"); // in a failed transaction: what failed it is known by now

    private PostgresErrors() {}

    static Failure failure(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || state.length() != 5 || PASSING_STATES.contains(state)) {
            return Failure.PASSING;
        }
        String stateClass = state.substring(0, 2);
        if (ROWS.contains(stateClass)) {
            return Failure.ROWS;
        }
        return PASSING.contains(stateClass) ? Failure.PASSING : Failure.REFUSED;
    }

    static MisfitException misfit(SQLException refusal) {
        ServerErrorMessage answer = refusal instanceof PSQLException e ? e.getServerErrorMessage() : null;
        if (answer == null || answer.getMessage() == null) {
            return new MisfitException("", "the server refuses it (SQLSTATE " + refusal.getSQLState() + ')');
        }
        String column = answer.getColumn() == null ? "" : answer.getColumn();
        return new MisfitException(column, answer.getMessage() + " (SQLSTATE " + answer.getSQLState() + ')');
    }
}
