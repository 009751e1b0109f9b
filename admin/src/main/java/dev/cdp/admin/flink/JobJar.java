package dev.cdp.admin.flink;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.admin.config.FlinkSettings;
import dev.cdp.admin.error.Problem;
import dev.cdp.contract.Sha256;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The jar that this installation's jobs are started from. Its name in Flink tells its content: it is uploaded once. */
@Singleton
public class JobJar {
    private static final int NAME_BYTES = 8;

    private final Flink flink;
    private final FlinkSettings settings;

    public JobJar(Flink flink, FlinkSettings settings) {
        this.flink = flink;
        this.settings = settings;
    }

    /**
     * Its id in Flink, which has it then.
     *
     * @throws Problem when this installation has none, or Flink does not answer
     */
    public String uploaded() {
        if (settings.jobJar().isEmpty()) {
            throw Problem.conflict("", "this installation has no CDP_JOB_JAR to start jobs from");
        }
        Path jar = Path.of(settings.jobJar());
        String name = "cdp-flink-jobs-" + hash(jar) + ".jar";
        for (JsonNode known : flink.get("/jars").path("files")) {
            if (known.path("name").asText().equals(name)) {
                return known.path("id").asText();
            }
        }
        String path = flink.upload(jar, name).path("filename").asText();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String hash(Path jar) {
        MessageDigest digest = Sha256.fresh();
        try (InputStream in = new DigestInputStream(Files.newInputStream(jar), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
        } catch (IOException e) {
            throw Problem.conflict("", "the file that CDP_JOB_JAR names can't be read");
        }
    }
}
