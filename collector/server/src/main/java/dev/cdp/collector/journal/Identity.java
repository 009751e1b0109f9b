package dev.cdp.collector.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who the journal is, kept in the file {@code identity} as one line of text:
 * {@code 1 <journal> <epoch> <instance> <crc>}.
 *
 * @param journal random, made with the journal
 * @param epoch grows with each start
 * @param instance the collector's stable name
 */
record Identity(UUID journal, long epoch, String instance) {
    private static final Logger LOG = LoggerFactory.getLogger(Identity.class);
    private static final String FILE = "identity";

    /**
     * The identity of this start; not written yet, since a full disk must not keep a journal from
     * being read.
     *
     * @param highestEpoch the highest epoch that the segments know of
     */
    static Identity next(Path directory, Optional<String> configured, long highestEpoch) {
        Optional<Identity> last = read(directory.resolve(FILE));
        UUID journal = last.map(Identity::journal).orElseGet(UUID::randomUUID);
        String instance = configured
                .or(() -> last.map(Identity::instance))
                .orElseGet(() -> "collector-" + journal.toString().substring(0, 8));
        long stored = Math.max(highestEpoch, last.map(Identity::epoch).orElse(0L));
        // The clock keeps epochs apart when the directory is lost and the instance's name is not; the stored
        // one does when the clock was set back.
        return new Identity(journal, Math.max(stored + 1, System.currentTimeMillis()), instance);
    }

    void write(Path directory) throws IOException {
        String text = String.format(Locale.ROOT, "1 %s %d %s", journal, epoch, instance);
        Durable.replace(directory.resolve(FILE), (text + ' ' + crc(text)).getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Identity> read(Path file) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String text = Files.readString(file);
            int crcAt = text.lastIndexOf(' ');
            String[] fields =
                    crcAt < 0 ? new String[0] : text.substring(0, crcAt).split(" ", 4);
            if (fields.length == 4 && crc(text.substring(0, crcAt)).equals(text.substring(crcAt + 1))) {
                return Optional.of(new Identity(UUID.fromString(fields[1]), Long.parseLong(fields[2]), fields[3]));
            }
            LOG.error("{} is damaged: this collector gets a new identity", file);
        } catch (IOException e) {
            LOG.error("{} can't be read: this collector gets a new identity", file, e);
        }
        return Optional.empty();
    }

    private static String crc(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
