package dev.cdp.admin.repo;

import dev.cdp.admin.error.Problem;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What a refusal of PostgreSQL means to who asked. */
public final class Refusals {
    private static final String UNIQUE = "23505";
    private static final String FOREIGN_KEY = "23503";

    private Refusals() {}

    /** Empty when it has nothing to do with PostgreSQL, or is a mistake of ours. */
    public static Optional<Problem> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return Optional.of(away(failure));
            }
            if (cause instanceof SQLException refused && refused.getSQLState() != null) {
                return of(refused, failure);
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> of(SQLException refused, Throwable failure) {
        String state = refused.getSQLState();
        if (state.equals(UNIQUE)) {
            return Optional.of(Problem.conflict(field(refused), "there is one of that name already"));
        }
        if (state.equals(FOREIGN_KEY)) {
            return Optional.of(Problem.conflict("", "it is still in use, or what it refers to is gone"));
        }
        return switch (state.substring(0, 2)) {
            case "23", "22" -> Optional.of(Problem.invalid("", "a value is not allowed here"));
            case "08", "53", "57" -> Optional.of(away(failure));
            default -> Optional.empty();
        };
    }

    private static String field(SQLException refused) {
        ServerErrorMessage message = refused instanceof PSQLException server ? server.getServerErrorMessage() : null;
        String constraint = message == null || message.getConstraint() == null ? "" : message.getConstraint();
        return constraint.contains("name") ? "name" : constraint.endsWith("_pk") ? "id" : "";
    }

    private static Problem away(Throwable cause) {
        return Problem.unavailable("PostgreSQL does not answer: try again", cause);
    }
}
