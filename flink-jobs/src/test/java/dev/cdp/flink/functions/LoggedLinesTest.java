package dev.cdp.flink.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.FunctionLine;
import dev.cdp.udf.FunctionRef;
import dev.cdp.udf.host.FunctionLog.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoggedLinesTest {
    private static final FunctionRef CHATTY = new FunctionRef("demo", "f-1", "Chatty", 3);

    private final AtomicLong now = new AtomicLong(10_000);
    private final List<FunctionLine> told = new ArrayList<>();
    private final LoggedLines lines = new LoggedLines(told::add, now::get);

    @Test
    void consoleIsToldWhoSaysWhatOfWhichEvent() {
        lines.write(CHATTY, new Line("warn", "no price", "m-1"));

        assertThat(told).containsExactly(new FunctionLine("demo", "f-1", 3, "m-1", "warn", "no price", 10_000));
    }

    @Test
    void fiftyLinesOfASecondPassAndTheNextSecondSaysHowManyDidNot() {
        for (int i = 0; i < 70; i++) {
            lines.write(CHATTY, new Line("info", "line " + i, "m-1"));
        }
        assertThat(told).hasSize(50);

        now.addAndGet(1_000);
        lines.write(CHATTY, new Line("info", "later", "m-2"));

        assertThat(told).hasSize(52);
        assertThat(told.get(50).text()).isEqualTo("20 further lines of a second were left out");
        assertThat(told.get(50).level()).isEqualTo("warn");
        assertThat(told.get(51).text()).isEqualTo("later");
    }

    @Test
    void neighboursLinesPassWhileAFunctionsAreTooMany() {
        for (int i = 0; i < 60; i++) {
            lines.write(CHATTY, new Line("info", "line", "m-1"));
        }
        lines.write(new FunctionRef("demo", "f-2", "Quiet", 1), new Line("error", "mine", "m-2"));

        assertThat(told.get(50).functionId()).isEqualTo("f-2");
    }
}
