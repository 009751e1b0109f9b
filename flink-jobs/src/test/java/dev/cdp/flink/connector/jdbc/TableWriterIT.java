package dev.cdp.flink.connector.jdbc;

import static dev.cdp.flink.connector.jdbc.WarehouseFixture.NOON;
import static dev.cdp.flink.connector.jdbc.WarehouseFixture.id;
import static dev.cdp.flink.connector.jdbc.WarehouseFixture.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TableWriterIT {
    private final WarehouseFixture warehouse = new WarehouseFixture();
    private final TableWriter<String> writer = warehouse.writer();

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void tableAndColumnsAreMadeAsFieldsComeAndEachChangeIsRecorded() throws Exception {
        write(row(1, Map.of("price", 9.5)));
        write(row(2, Map.of("price", 10, "tags", new JsonText("[1,\"a\",true]"), "new", true)));

        assertThat(warehouse.query("SELECT event_id, price, tags, new FROM {table} ORDER BY 1"))
                .containsExactly(id(1) + "|9.5|null|null", id(2) + "|10|[1, \"a\", true]|t");
        assertThat(warehouse.query("SELECT change, column_name, column_type, field_name FROM _cdp_schema_changes"
                        + " WHERE table_name = '{table}' ORDER BY id"))
                .containsExactlyInAnyOrder(
                        "create_table|||",
                        "add_column|price|double precision|price",
                        "add_column|tags|jsonb|tags",
                        "add_column|new|boolean|new");
    }

    @Test
    void olderAttemptNeverOverwritesANewerNorLeavesARowBehind() throws Exception {
        write(row("new", 1, 0, 2, Map.of("s", "new")));
        write(row("old", 1, 0, 1, Map.of("s", "old")), row("old", 1, 1, 1, Map.of("s", "old")));

        assertThat(warehouse.query("SELECT row_no, version, s FROM {table}")).containsExactly("0|2|new");
    }

    @Test
    void newerAttemptReplacesAllRowsOfTheOlderAndEmptiesFieldsThatItLacks() throws Exception {
        write(
                row("old", 1, 0, 1, Map.of("s", "old", "gone", 1)),
                row("old", 1, 1, 1, Map.of("s", "old")),
                row("other", 2, 0, 1, Map.of("s", "other")));
        write(row("new", 1, 0, 2, Map.of("s", "new")));

        assertThat(warehouse.query("SELECT event_id, row_no, version, s, gone FROM {table} ORDER BY 1"))
                .containsExactly(id(1) + "|0|2|new|null", id(2) + "|0|1|other|null");
    }

    @Test
    void attemptsInOneBatchLeaveTheLatest() throws Exception {
        write(
                row("old", 1, 0, 1, Map.of("s", "old")),
                row("old", 1, 1, 1, Map.of("s", "old")),
                row("new", 1, 0, 3, Map.of("s", "new")),
                row("between", 1, 0, 2, Map.of("s", "between")));
        assertThat(warehouse.query("SELECT row_no, version, s FROM {table}")).containsExactly("0|3|new");
    }

    @Test
    void fieldOfAnotherTypeIsRefusedWithItsNameAndAddsNoColumn() throws Exception {
        write(row(1, Map.of("price", 9.5, "id", 7)));

        List<RefusedRow<String>> refused = write(
                row(2, Map.of("price", "9.5", "other", 1)),
                row(3, Map.of("price", 3)),
                row(4, Map.of("id", 9_007_199_254_740_993L)),
                row(5, Map.of("mixed", "text")),
                row(6, Map.of("mixed", true)));

        assertThat(refused.stream()
                        .map(row -> row.element() + ' ' + row.misfit().field() + ": "
                                + row.misfit().getMessage()))
                .containsExactly(
                        "e2 price: the column's type is double precision, got a string",
                        "e4 id: the column's type is double precision, got a number beyond what a double holds exactly",
                        "e6 mixed: the column's type is text, got a boolean");
        assertThat(warehouse.query("SELECT event_id FROM {table} ORDER BY 1"))
                .containsExactly(id(1).toString(), id(3).toString(), id(5).toString());
        assertThat(warehouse.query(
                        "SELECT count(*) FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attname = 'other'"))
                .containsExactly("0");
    }

    @Test
    void wholeNumbersBeyondADoubleAreKeptToTheLastDigit() throws Exception {
        write(row(1, Map.of("big", new java.math.BigInteger("123456789012345678901234567890"))));
        write(row(2, Map.of("big", 0.5)));
        assertThat(warehouse.query("SELECT big FROM {table} ORDER BY event_id"))
                .containsExactly("123456789012345678901234567890", "0.5");
    }

    @Test
    void rowThatOnlyTheServerRefusesGoesAloneFromTheMiddleOfABatch() throws Exception {
        write(row(0, Map.of("n", 0)));
        warehouse.execute("ALTER TABLE {table} ADD CONSTRAINT not_13 CHECK (n <> 13 AND n <> 500)");
        List<PendingRow<String>> rows =
                IntStream.range(1, 1_001).mapToObj(n -> row(n, Map.of("n", n))).toList();

        List<RefusedRow<String>> refused = writer.write(rows);

        assertThat(refused).extracting(RefusedRow::element).containsExactly("e13", "e500");
        assertThat(refused.get(0).misfit().getMessage()).contains("not_13").contains("23514");
        assertThat(warehouse.query("SELECT count(*) FROM {table}")).containsExactly("999");
    }

    @Test
    void nulAndHalfACharacterAreFoundBeforeTheServerSeesThem() throws Exception {
        List<RefusedRow<String>> refused = write(
                row(1, Map.of("s", "a\0b")),
                row(2, Map.of("s", "half \ud83d")),
                row(3, Map.of("s", "whole \ud83d\ude00 \\ \t \n \r \\N \"")),
                row(4, Map.of("j", new JsonText("[\"\\u0000\"]"))),
                row(5, Map.of("j", new JsonText("[\"\\\\u0000\"]"))));
        assertThat(refused.stream()
                        .map(row -> row.element() + ' ' + row.misfit().field()))
                .containsExactly("e1 s", "e2 s", "e4 j");
        assertThat(warehouse.query("SELECT s, j ->> 0 FROM {table} ORDER BY event_id"))
                .containsExactly("whole \ud83d\ude00 \\ \t \n \r \\N \"|null", "null|\\u0000");
    }

    @Test
    void longAndReservedNamesGetColumnsThatDependOnNothingButTheName() throws Exception {
        String one = "é".repeat(40) + "_one";
        String two = "é".repeat(40) + "_two";
        write(row(1, Map.of(one, "1", two, "2", "select", "3", "xmin", "4", "with \"quotes\"", "5")));
        write(row(2, Map.of(one, "6", "xmin", "7")));

        ColumnNames names = new ColumnNames(63, java.util.Set.of("xmin"));
        assertThat(warehouse.query("SELECT \"" + names.of(one) + "\", \"" + names.of(two)
                        + "\", \"select\", xmin_, \"with \"\"quotes\"\"\" FROM {table} ORDER BY event_id"))
                .containsExactly("1|2|3|4|5", "6|null|null|7|null");
        assertThat(warehouse.query("SELECT count(*) FROM _cdp_schema_changes WHERE table_name = '{table}'"
                        + " AND field_name IN ('" + one + "', '" + two + "')"))
                .containsExactly("2");
    }

    @Test
    void fieldBeyondTheLastColumnIsRefusedWithTheReason() throws Exception {
        WarehouseFixture narrow = new WarehouseFixture(10);
        try (TableWriter<String> narrowWriter = narrow.writer()) {
            List<RefusedRow<String>> refused = narrowWriter.write(List.of(
                    row(1, Map.of("a", 1)), row(2, Map.of("b", 1)), row(3, Map.of("c", 1)), row(4, Map.of("a", 2))));
            assertThat(refused).extracting(RefusedRow::element).containsExactly("e3");
            assertThat(refused.get(0).misfit())
                    .hasMessage("it would need a new column, and the table has all 10 it may have");
            assertThat(narrow.query("SELECT count(*) FROM {table}")).containsExactly("3");
        }
    }

    @Test
    void writersThatAddTheSameColumnsAtOnceSettleOnOneType() throws Exception {
        List<CompletableFuture<List<RefusedRow<String>>>> running = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            running.add(CompletableFuture.supplyAsync(() -> {
                try (TableWriter<String> one = warehouse.writer()) {
                    List<RefusedRow<String>> refused = new ArrayList<>();
                    for (int field = 0; field < 10; field++) {
                        Object value = number % 2 == 0 ? (Object) "text" : (Object) 1;
                        refused.addAll(one.write(List.of(row(number * 10 + field, Map.of("f" + field, value)))));
                    }
                    return refused;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        int refused = 0;
        for (CompletableFuture<List<RefusedRow<String>>> writes : running) {
            refused += writes.get().size();
        }
        assertThat(refused)
                .as("for each field the two writers of the other type")
                .isEqualTo(20);
        assertThat(warehouse.query("SELECT count(*) FROM {table}")).containsExactly("20");
        assertThat(warehouse.query("SELECT count(*), count(DISTINCT column_name) FROM _cdp_schema_changes"
                        + " WHERE table_name = '{table}'"))
                .as("the table and ten columns, each once")
                .containsExactly("11|11");
    }

    @Test
    void serverThatWasKilledHoldsTheWriteUpAndLosesNothing() throws Exception {
        write(row(1, Map.of("n", 1)));
        warehouse.postgres.kill();
        CompletableFuture<List<RefusedRow<String>>> writing =
                CompletableFuture.supplyAsync(() -> write(row(2, Map.of("n", 2))));
        warehouse.postgres.restart();
        assertThat(writing.get()).isEmpty();
        assertThat(warehouse.query("SELECT n FROM {table} ORDER BY 1")).containsExactly("1", "2");
    }

    @Test
    void tableThatSomeoneLockedHoldsTheWriteUp() throws Exception {
        write(row(1, Map.of("n", 1)));
        CompletableFuture<List<RefusedRow<String>>> writing;
        try (Connection other = warehouse.postgres.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE " + warehouse.name + " IN ACCESS EXCLUSIVE MODE");
            writing = CompletableFuture.supplyAsync(() -> write(row(2, Map.of("n", 2))));
            Awaitility.await("the writer waits").atMost(Duration.ofSeconds(30)).until(() -> warehouse
                    .query("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = '{table}'::regclass")
                    .equals(List.of("1")));
            other.rollback();
        }
        assertThat(writing.get()).isEmpty();
    }

    @Test
    void whatAPersonMustMendIsWaitedForAndThenGoesOn() throws Exception {
        write(row(1, Map.of("n", 1)));
        warehouse.execute("ALTER TABLE {table} DROP CONSTRAINT {table}_pkey");
        CompletableFuture<List<RefusedRow<String>>> writing =
                CompletableFuture.supplyAsync(() -> write(row(2, Map.of("n", 2))));
        warehouse.execute("ALTER TABLE {table} ADD PRIMARY KEY (event_id, row_no)");
        assertThat(writing.get()).isEmpty();
        assertThat(warehouse.query("SELECT n FROM {table} ORDER BY 1")).containsExactly("1", "2");
    }

    @Test
    void tableOrColumnThatWasDroppedIsMadeAgain() throws Exception {
        write(row(1, Map.of("n", 1)));
        warehouse.execute("ALTER TABLE {table} DROP COLUMN n");
        write(row(2, Map.of("n", 2)));
        assertThat(warehouse.query("SELECT n FROM {table} ORDER BY event_id")).containsExactly("null", "2");
        warehouse.execute("DROP TABLE {table}");
        write(row(3, Map.of("n", 3)));
        assertThat(warehouse.query("SELECT n FROM {table}")).containsExactly("3");
    }

    @Test
    void ownersAreAssignedWithinTheirSpanAndTakenBackAndARepeatOfTheRowKeepsThem() throws Exception {
        PendingRow<String> before = row(1, Map.of("at", NOON.minusSeconds(1)));
        PendingRow<String> within = row(2, Map.of());
        PendingRow<String> ofItsOwn = row(3, Map.of("owner", "bob", "own", "bob"));
        write(before, within, ofItsOwn, row(4, Map.of("visitor", "zoe")), row(5, Map.of("tenant", "other")));

        try (AssignOwners owners = new AssignOwners(warehouse.target(), new OwnerColumns("owner", "own"))) {
            Assignment toAnna = new Assignment("t", "anna", "anna-user", NOON, NOON.plusSeconds(1));
            assertThat(owners.assign(List.of(toAnna))).isEqualTo(1);
            assertThat(owners.assign(List.of(toAnna))).as("again").isZero();
            write(before, within, ofItsOwn);
            assertThat(owners()).containsExactly("", "anna-user", "bob", "", "");

            write(row("later", 2, 0, 2, Map.of("owner", "someone")));
            assertThat(owners()).containsExactly("", "someone", "bob", "", "");

            owners.assign(List.of(new Assignment("t", "anna", "", NOON, NOON.plusSeconds(1))));
            assertThat(owners()).containsExactly("", "", "bob", "", "");
        }
    }

    private List<String> owners() throws Exception {
        return warehouse.query("SELECT owner FROM {table} ORDER BY event_id");
    }

    @SafeVarargs
    private List<RefusedRow<String>> write(PendingRow<String>... rows) {
        try {
            return writer.write(List.of(rows));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
