package dev.cdp.collector.journal;

import static dev.cdp.collector.journal.Journals.config;
import static dev.cdp.collector.journal.Journals.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault catalogue, row 31. */
class DamageTest {
    private static final int RECORDS = 60;

    @TempDir
    Path directory;

    private int copies;

    /** A record and the bytes that it takes in its segment. */
    private record Place(String value, int from, int to) {}

    @Test
    void aTailTornAtAnyByteIsCutAndAllBeforeItIsForwarded() throws IOException {
        Path original = directory.resolve("original");
        Journals.fill(config(original), values(0, RECORDS));
        List<Place> places = places(original);
        int size = (int) Files.size(segment(original));
        for (int cut = places.get(RECORDS - 2).from; cut < size; cut++) {
            int length = cut;
            Counts counts = new Counts();
            List<String> whole = places.stream()
                    .filter(p -> p.to <= length)
                    .map(Place::value)
                    .toList();
            Path damaged = damaged(original, bytes -> {}, length);
            assertThat(forwarded(damaged, counts)).as("cut at " + cut).isEqualTo(whole);
            assertThat(counts.corruptBytes.get() == 0).isEqualTo(places.stream().anyMatch(p -> p.from == length));
        }
    }

    @Test
    void aCutTailIsNoDamageForTheNextStart() throws IOException {
        Path original = directory.resolve("original");
        Journals.fill(config(original), values(0, 5));
        Path damaged = damaged(original, bytes -> {}, places(original).get(4).to - 1);
        assertThat(forwarded(damaged, new Counts())).isEqualTo(values(0, 4));
        Counts counts = new Counts();
        assertThat(forwarded(damaged, counts)).isEmpty();
        assertThat(counts.corruptBytes).hasValue(0);
    }

    @Test
    void aFileCutWithinItsHeaderIsNoObstacle() throws IOException {
        Path original = directory.resolve("original");
        Journals.fill(config(original), values(0, 3));
        for (int cut = 0; cut <= SegmentHeader.BYTES; cut += 8) {
            assertThat(forwarded(damaged(original, bytes -> {}, cut), new Counts()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aFlippedBitCostsTheRecordThatHoldsItAndNoOther(long seed) throws IOException {
        Path original = directory.resolve("original");
        Journals.fill(config(original), values(0, RECORDS));
        List<Place> places = places(original);
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            int flips = 1 + random.nextInt(4);
            int[] at =
                    random.ints(flips, 0, (int) Files.size(segment(original))).toArray();
            Path damaged = damaged(
                    original,
                    bytes -> Arrays.stream(at).distinct().forEach(i -> bytes[i] ^= (byte) (1 << random.nextInt(8))),
                    Integer.MAX_VALUE);
            requireAllBut(places, damaged, place -> Arrays.stream(at).anyMatch(i -> i >= place.from && i < place.to));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aRangeOfZerosOrOfNoiseCostsTheRecordsInItAndNoOther(long seed) throws IOException {
        Path original = directory.resolve("original");
        Journals.fill(config(original), values(0, RECORDS));
        List<Place> places = places(original);
        Random random = new Random(seed);
        byte[] sound = Files.readAllBytes(segment(original));
        for (int round = 0; round < 20; round++) {
            int from = random.nextInt(sound.length);
            byte[] noise = new byte[Math.min(sound.length - from, 1 + random.nextInt(800))];
            if (round % 2 == 1) {
                random.nextBytes(noise);
            }
            Path damaged = damaged(
                    original, bytes -> System.arraycopy(noise, 0, bytes, from, noise.length), Integer.MAX_VALUE);
            byte[] now = Files.readAllBytes(segment(damaged));
            requireAllBut(
                    places, damaged, place -> !Arrays.equals(sound, place.from, place.to, now, place.from, place.to));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 0, Frame.MAX_PAYLOAD, 1 << 20})
    void aWrongLengthIsNeitherAllocatedNorSkippedBy(int length) throws IOException {
        Path original = directory.resolve("original");
        Journals.fill(config(original), values(0, RECORDS));
        List<Place> places = places(original);
        Place victim = places.get(20);
        int salt = salt(segment(original));
        for (boolean vouchedFor : new boolean[] {false, true}) {
            Path damaged = damaged(
                    original,
                    bytes -> {
                        ByteBuffer.wrap(bytes).putInt(victim.from, length);
                        if (vouchedFor) {
                            ByteBuffer.wrap(bytes).putInt(victim.from + 4, length ^ salt);
                        }
                    },
                    Integer.MAX_VALUE);
            requireAllBut(places, damaged, place -> place.equals(victim));
        }
    }

    /** What a power loss leaves of segments that were never synced: their headers. */
    @Test
    void segmentsWithoutRecordsAreNoObstacle() throws IOException {
        Path original = directory.resolve("original");
        Journals.fill(config(original), values(0, 3000));
        int segments = Journals.segments(original).size();
        assertThat(segments).isGreaterThan(3);
        for (int emptied = 1; emptied < 1 << segments; emptied++) {
            Path damaged = directory.resolve("emptied-" + emptied);
            Journals.copy(original, damaged);
            List<Path> files = Journals.segments(damaged);
            for (int i = 0; i < segments; i++) {
                if ((emptied & 1 << i) != 0) {
                    Files.write(files.get(i), Arrays.copyOf(Files.readAllBytes(files.get(i)), SegmentHeader.BYTES));
                }
            }
            List<String> left = recordsOf(files);
            assertThat(forwarded(damaged, new Counts())).isEqualTo(left);
        }
    }

    @Test
    void aSegmentThatIsGoneCostsItsRecordsAndNoOther() throws IOException {
        Path original = directory.resolve("original");
        Journals.fill(config(original), values(0, 3000));
        for (int i = 0; i < Journals.segments(original).size(); i++) {
            Path damaged = directory.resolve("gone-" + i);
            Journals.copy(original, damaged);
            Files.delete(Journals.segments(damaged).get(i));
            List<String> left = recordsOf(Journals.segments(damaged));
            assertThat(forwarded(damaged, new Counts())).isEqualTo(left);
        }
    }

    private static List<String> recordsOf(List<Path> segments) throws IOException {
        List<String> values = new ArrayList<>();
        for (Path segment : segments) {
            places(segment, salt(segment)).forEach(place -> values.add(place.value));
        }
        return values;
    }

    @Test
    void aForgedFrameInAnEventIsNotReadAsARecord() throws IOException {
        ByteBuffer forged = ByteBuffer.allocate(500);
        Frame.write(forged, 1, 3, 0, Journals.record("forged"));
        Path original = directory.resolve("original");
        Journal journal = Journal.open(config(original), ScriptedDestination.away(), JournalListener.NONE);
        JournalRecord carrier = JournalRecord.of("t", null, forged.array());
        journal.append(List.of(new JournalEntry.Plain(carrier), Journals.entry("after")))
                .toCompletableFuture()
                .join();
        journal.close(Duration.ZERO);
        Path damaged = damaged(original, bytes -> bytes[SegmentHeader.BYTES + 1] ^= 1, Integer.MAX_VALUE);
        assertThat(forwarded(damaged, new Counts())).containsExactly("after");
    }

    private void requireAllBut(List<Place> places, Path damaged, Predicate<Place> hit) throws IOException {
        Counts counts = new Counts();
        List<String> whole =
                places.stream().filter(hit.negate()).map(Place::value).toList();
        assertThat(forwarded(damaged, counts)).isEqualTo(whole);
        if (whole.size() < places.size()) {
            assertThat(counts.corruptBytes).hasPositiveValue();
        }
    }

    /** What a journal opened on this directory forwards. */
    private static List<String> forwarded(Path journalDirectory, Counts counts) {
        ScriptedDestination kafka = new ScriptedDestination();
        Journal journal = Journal.open(config(journalDirectory), kafka, counts);
        journal.close();
        counts.requireBalance(journal.status());
        assertThat(journal.status().depth()).isZero();
        return kafka.taken();
    }

    private Path damaged(Path original, Consumer<byte[]> damage, int length) throws IOException {
        Path copy = directory.resolve("copy-" + copies++);
        Journals.copy(original, copy);
        Path segment = segment(copy);
        byte[] bytes = Files.readAllBytes(segment);
        damage.accept(bytes);
        Files.write(segment, Arrays.copyOf(bytes, Math.min(length, bytes.length)));
        return copy;
    }

    private static Path segment(Path journalDirectory) throws IOException {
        return Journals.segments(journalDirectory).get(0);
    }

    private static int salt(Path segment) throws IOException {
        return SegmentHeader.read(ByteBuffer.wrap(Files.readAllBytes(segment))).salt();
    }

    /** The records of the first segment. */
    private static List<Place> places(Path journalDirectory) throws IOException {
        Path segment = segment(journalDirectory);
        return places(segment, salt(segment));
    }

    private static List<Place> places(Path path, int salt) throws IOException {
        Segment segment = new Segment(path, 0, salt, new Segment.End(0, 0));
        List<Place> places = new ArrayList<>();
        try (SegmentScanner scanner =
                new SegmentScanner(segment, SegmentHeader.BYTES, SegmentScanner.Damage.UNREPORTED)) {
            int from = SegmentHeader.BYTES;
            for (Frame frame = scanner.next(Files.size(path)); frame != null; frame = scanner.next(Files.size(path))) {
                String value = new String(RecordCodec.read(frame.payload()).value(), StandardCharsets.UTF_8);
                places.add(new Place(value, from, (int) frame.end()));
                from = (int) frame.end();
            }
        }
        return places;
    }
}
