package dev.cdp.collector.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.log.Correlation;
import dev.cdp.collector.log.LogEntry;
import dev.cdp.collector.service.Ingest;
import dev.cdp.collector.service.Receipt;
import dev.cdp.collector.service.Submission;
import dev.cdp.collector.service.Trace;
import dev.cdp.collector.service.auth.Credentials;
import dev.cdp.collector.service.body.Endpoint;
import dev.cdp.collector.testing.Services;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Random inputs through authentication, parser, request records, flattening and schema check, with
 * the real PostgreSQL, in each schema mode. {@code -Dcdp.fuzz.inputs} says how many, {@code
 * -Dcdp.fuzz.seed} which: an input is made from the seed and its number alone.
 */
class IngestFuzzIT {
    private static final int INPUTS = Integer.getInteger("cdp.fuzz.inputs", 100_000);
    private static final long SEED = Long.getLong("cdp.fuzz.seed", new Random().nextLong());
    private static final List<String> MODES = List.of("learn", "strict", "keep", "off");
    private static final Endpoint[] ENDPOINTS = Endpoint.values();

    private final String id = UUID.randomUUID().toString();
    private final Oracle oracle = new Oracle();
    private ApplicationContext context;
    private Ingest ingest;
    private CheckingLog log;

    @BeforeEach
    void open() {
        for (String mode : MODES) {
            Services.prepared().addWorkspace(mode + id, mode + id);
            Services.prepared().addKey(mode + id, key(mode));
            Services.prepared()
                    .execute("UPDATE sources SET schema_mode = '%s' WHERE id = '%s'".formatted(mode, mode + id));
        }
        Map<String, Object> settings = new HashMap<>(Services.prepared().settings());
        settings.put("test.checking-log", "true");
        settings.put("cdp.schema.fields-per-event", "100");
        settings.put("cdp.schema.events-per-workspace", "20");
        context = ApplicationContext.run(settings);
        ingest = context.getBean(Ingest.class);
        log = context.getBean(CheckingLog.class);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void everyInputIsAcceptedOrRefusedForAReason() {
        long started = System.nanoTime();
        int accepted = 0;
        for (int number = 0; number < INPUTS; number++) {
            Random random = new Random(SEED * 1_000_003 + number);
            Submission submission = submission(random);
            try {
                accepted += check(submission);
                if (number % 100 == 0) {
                    theSameBytesGetTheSameAnswer(submission);
                }
            } catch (Throwable e) {
                throw new AssertionError(
                        "seed %d, input %d to %s: %s"
                                .formatted(
                                        SEED,
                                        number,
                                        submission.endpoint(),
                                        Base64.getEncoder().encodeToString(submission.body())),
                        e);
            }
        }
        System.out.printf(
                "fuzz: seed %d, %,d inputs in %,d s, %,d of them accepted%n",
                SEED, INPUTS, (System.nanoTime() - started) / 1_000_000_000, accepted);
        assertThat(accepted).as("inputs that are worth mutating").isBetween(INPUTS / 10, INPUTS - INPUTS / 10);
    }

    /** 1 when the request was answered 200, else 0. */
    private int check(Submission submission) throws Exception {
        Object answer = answer(submission);
        List<LogEntry> appended = log.take();
        if (answer instanceof Receipt receipt) {
            oracle.accepted(submission, receipt, appended);
            return 1;
        }
        oracle.refused(submission, (Throwable) answer, appended);
        return 0;
    }

    private void theSameBytesGetTheSameAnswer(Submission submission) {
        // The first time may have taught a field.
        String first = describe(answer(submission));
        assertThat(describe(answer(submission))).isEqualTo(first);
        log.take();
    }

    private Object answer(Submission submission) {
        try {
            return ingest.accept(submission).toCompletableFuture().join();
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    private static String describe(Object answer) {
        return answer instanceof Receipt receipt ? receipt.rejected().toString() : answer.toString();
    }

    private Submission submission(Random random) {
        Endpoint endpoint = ENDPOINTS[random.nextInt(ENDPOINTS.length)];
        String key = key(MODES.get(random.nextInt(MODES.size())));
        String now = Instant.now().toString();
        String body = SdkBodies.one(random, endpoint.isBatch(), now).replace("KEY", key);
        return new Submission(
                endpoint,
                new Mutator(random).mutate(body),
                new Credentials(List.of(key), ""),
                "203.0.113.7",
                "fuzz",
                System.currentTimeMillis(),
                new Trace(Correlation.NONE),
                Runnable::run);
    }

    private String key(String mode) {
        return mode + "-key-" + id;
    }
}
