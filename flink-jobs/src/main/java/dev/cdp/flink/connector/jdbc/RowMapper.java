package dev.cdp.flink.connector.jdbc;

import java.io.Serializable;

/** Makes the row of an element. */
@FunctionalInterface
public interface RowMapper<IN> extends Serializable {
    /** @throws MisfitException when there can be no row of this element: it is refused, alone */
    JdbcRow map(IN element) throws MisfitException;
}
