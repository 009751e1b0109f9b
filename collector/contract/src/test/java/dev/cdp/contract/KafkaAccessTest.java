package dev.cdp.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaAccessTest {
    @TempDir
    private Path folder;

    @Test
    void loginOfTheFileIsAddedToWhatAClientIsOpenedWith() throws IOException {
        Path file = file("security.protocol=SASL_SSL\nsasl.jaas.config=x required password=\"p\";\n");
        KafkaAccess access = KafkaAccess.of("kafka:9093", file.toString());
        assertThat(access.with(Map.of("acks", "all")))
                .isEqualTo(Map.of(
                        "acks", "all",
                        "bootstrap.servers", "kafka:9093",
                        "security.protocol", "SASL_SSL",
                        "sasl.jaas.config", "x required password=\"p\";"));
    }

    @Test
    void withoutAFileThereIsNoLogin() {
        assertThat(KafkaAccess.of(Map.of()).with(Map.of())).isEqualTo(Map.of("bootstrap.servers", "127.0.0.1:9092"));
    }

    @Test
    void whatIsNoLoginIsRefusedAsTheProductsPromisesRestOnIt() throws IOException {
        Path file = file("security.protocol=SSL\nenable.idempotence=false\n");
        assertThatThrownBy(() -> KafkaAccess.of(Map.of(KafkaAccess.FILE_VARIABLE, file.toString())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("enable.idempotence");
    }

    @Test
    void fileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> KafkaAccess.of("kafka:9093", "/nowhere/client.properties"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/nowhere/client.properties");
    }

    @Test
    void passwordIsNotShown() throws IOException {
        KafkaAccess access =
                KafkaAccess.of("kafka:9093", file("sasl.jaas.config=hidden").toString());
        assertThat(access).hasToString("kafka:9093");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("client.properties"), text);
    }
}
