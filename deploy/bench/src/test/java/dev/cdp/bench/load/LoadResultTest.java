package dev.cdp.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoadResultTest {
    @Test
    void isReadFromTheLineOfTheScript() {
        LoadResult result =
                LoadResult.parse(List.of("Running 2s test", "  1 threads", "BENCH 5000 0 0 2000000 310 4700"));

        assertThat(result).isEqualTo(new LoadResult(5_000, 0, 0, 2_000_000, 310, 4_700));
        assertThat(result.requestsPerSecond()).isEqualTo(2_500);
    }

    @Test
    void outputWithoutThatLineIsNoResult() {
        assertThatIllegalStateException()
                .isThrownBy(() -> LoadResult.parse(List.of("unable to connect")))
                .withMessageContaining("unable to connect");
    }

    @Test
    void aLoadThatWasNotAcceptedWholeIsVoid() {
        assertThatIllegalStateException().isThrownBy(new LoadResult(10, 1, 0, 1, 1, 1)::requireAllAccepted);
        assertThatIllegalStateException().isThrownBy(new LoadResult(10, 0, 1, 1, 1, 1)::requireAllAccepted);
        assertThatIllegalStateException().isThrownBy(new LoadResult(0, 0, 0, 1, 1, 1)::requireAllAccepted);
    }
}
