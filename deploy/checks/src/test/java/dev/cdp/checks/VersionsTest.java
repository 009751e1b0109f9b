package dev.cdp.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VersionsTest {
    private static final String COMPOSE = Checkout.text(Checkout.DOCKER.resolve("compose.yaml"));

    @Test
    void serversAreThoseThatTestsRunAgainst() {
        String tested = Checkout.text(
                Checkout.ROOT.resolve("deploy/testkit/src/main/java/dev/cdp/testkit/ContainerImage.java"));
        for (String server : List.of("apache/kafka", "postgres", "redis", "clickhouse/clickhouse-server")) {
            String image = Pattern.compile("\"(" + server + ":[^\"]+)\"")
                    .matcher(tested)
                    .results()
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElseThrow();
            assertThat(COMPOSE).contains("image: " + image + "\n");
        }
        assertThat(COMPOSE).contains("image: apache/kafka:" + System.getProperty("cdp.kafka") + "\n");
        assertThat(System.getProperty("cdp.postgres")).startsWith("17.6");
    }

    @Test
    void flinkIsThePoms() {
        String dockerfile = Checkout.text(Checkout.DOCKER.resolve("flink.Dockerfile"));
        String flink = System.getProperty("cdp.flink");
        assertThat(dockerfile).contains("FROM flink:" + flink + "-").contains("flink-s3-fs-hadoop-" + flink + ".jar");
    }

    /** GraalVM's compiler fits the Java of its own release only. */
    @Test
    void imagesShareOneJavaAndItIsTheCompilers() {
        Set<String> javas = new TreeSet<>();
        for (var dockerfile : Checkout.dockerfiles()) {
            Pattern.compile("FROM eclipse-temurin:(\\S+)")
                    .matcher(Checkout.text(dockerfile))
                    .results()
                    .forEach(found -> javas.add(found.group(1)));
        }
        assertThat(javas).hasSize(1).first().asString().startsWith(System.getProperty("cdp.graal") + "_");
    }

    @Test
    void everyBaseIsPinned() {
        for (var dockerfile : Checkout.dockerfiles()) {
            Set<String> stages = new TreeSet<>();
            Checkout.text(dockerfile)
                    .lines()
                    .filter(line -> line.startsWith("FROM "))
                    .forEach(line -> {
                        String[] words = line.split(" ");
                        assertThat(stages.contains(words[1]) || words[1].matches("[a-z./-]+:\\d+\\.\\d+\\S*"))
                                .as(dockerfile.getFileName() + ": " + line)
                                .isTrue();
                        if (words.length > 3) {
                            stages.add(words[3]);
                        }
                    });
        }
    }

    @Test
    void ourImagesHaveTheProjectsVersion() {
        String version = System.getProperty("cdp.version").replace("-SNAPSHOT", "");
        for (String image : List.of("cdp-collector", "cdp-admin", "cdp-flink")) {
            assertThat(COMPOSE).contains("image: " + image + ":${CDP_VERSION:-" + version + "}");
        }
    }
}
