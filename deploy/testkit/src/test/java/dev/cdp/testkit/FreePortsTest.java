package dev.cdp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.local.component.Port;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void givesEachPortOnceWhoeverAsks() {
        FreePorts one = new FreePorts();
        FreePorts other = new FreePorts();

        List<Integer> given = Stream.generate(() -> Stream.of(one.next(), other.next()))
                .limit(100)
                .flatMap(ports -> ports)
                .map(Port::number)
                .toList();

        assertThat(given).doesNotHaveDuplicates();
        assertThat(given).allMatch(FreePortsTest::isOurs);
    }

    @Test
    void givesAnotherProcessOtherPorts() throws Exception {
        int ours = PortRange.own().first();

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = process.inputReader()) {
            int theirs = Integer.parseInt(said.readLine());
            assertThat(isOurs(theirs))
                    .as("%d beside ours from %d on", theirs, ours)
                    .isFalse();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean isOurs(int port) {
        PortRange range = PortRange.own();
        return range.first() <= port && port < range.end();
    }

    /** Another process that wants a port, and tells its parent which it got. */
    static final class Other {
        private Other() {}

        public static void main(String[] args) {
            System.out.println(new FreePorts().next().number());
        }
    }
}
