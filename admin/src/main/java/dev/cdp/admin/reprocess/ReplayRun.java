package dev.cdp.admin.reprocess;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cdp.admin.AdminException;
import dev.cdp.admin.OneLine;
import dev.cdp.admin.config.FlinkSettings;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.flink.Flink;
import dev.cdp.admin.flink.JobJar;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;

/** The Flink job of a replay: submitted, followed to its end, cancelled. */
public final class ReplayRun {
    private static final String ENTRY_CLASS = "dev.cdp.flink.job.ReplayJob";
    /** How ReplayJob names itself, before the replay's id. */
    private static final String NAME = "cdp-replay-";

    private static final Set<String> ENDED_EARLY = Set.of("CANCELED", "FAILED");
    private static final Set<String> OVER = Set.of("FINISHED", "CANCELED", "FAILED");
    private static final long POLL_MS = 1_000;

    private final Replays replays;
    private final Flink flink;
    private final FlinkSettings settings;

    public ReplayRun(Replays replays, FlinkSettings settings) {
        this.replays = replays;
        this.flink = new Flink(settings);
        this.settings = settings;
    }

    /**
     * Submits the job, unless Flink has it: whoever submitted it may have been killed, or ClickHouse away, before that
     * was noted.
     *
     * @param arguments beside the replay's id
     * @throws AdminException with what the job's main says when it refuses
     */
    public void submit(String id, List<String> arguments) {
        try {
            replays.submitted(id, known(id).orElseGet(() -> submitted(id, arguments)));
        } catch (Problem e) {
            throw new AdminException(e.getMessage(), e);
        }
    }

    private Optional<String> known(String id) {
        return StreamSupport.stream(flink.get("/jobs/overview").path("jobs").spliterator(), false)
                .filter(job -> job.path("name").asText().equals(NAME + id)
                        && !ENDED_EARLY.contains(job.path("state").asText()))
                .map(job -> job.path("jid").asText())
                .findFirst();
    }

    private String submitted(String id, List<String> arguments) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("entryClass", ENTRY_CLASS);
        var list = body.putArray("programArgsList").add("--replay").add(id);
        arguments.forEach(list::add);
        String jar = new JobJar(flink, settings).uploaded();
        return flink.submit("/jars/" + jar + "/run", body).path("jobid").asText();
    }

    /**
     * Returns when the job has come to its end.
     *
     * @param progress told the replay as it stands and what is wrong with its job, or nothing
     * @throws AdminException when the job has failed or was cancelled, or is not known any more
     */
    public void follow(String id, BiConsumer<Replay, String> progress) {
        while (true) {
            Replay replay = replays.get(id);
            String state = state(replay);
            progress.accept(replay, state.equals("RESTARTING") ? failure(replay) : "");
            if (state.equals("FINISHED")) {
                return;
            }
            if (OVER.contains(state)) {
                replays.failed(id);
                throw new AdminException(
                        "the job of replay %s is %s%s".formatted(id, state.toLowerCase(), because(replay)));
            }
            pause();
        }
    }

    /** Ends the job, if it runs. */
    public void cancel(Replay replay) {
        if (replay.jobId().isEmpty()) {
            return;
        }
        try {
            if (!OVER.contains(state(replay))) {
                flink.patch("/jobs/" + replay.jobId() + "?mode=cancel");
                while (!OVER.contains(state(replay))) {
                    pause();
                }
            }
        } catch (AdminException forgotten) {
            // A Flink that has been started anew does not know it, so it does not run.
        }
    }

    private String state(Replay replay) {
        return ask(replay, "").path("state").asText();
    }

    private String failure(Replay replay) {
        JsonNode newest = ask(replay, "/exceptions").at("/exceptionHistory/entries/0/stacktrace");
        return newest.asText("")
                .lines()
                .filter(line -> line.startsWith("Caused by: "))
                .reduce((first, last) -> last)
                .or(() -> newest.asText("").lines().findFirst())
                .map(OneLine::of)
                .orElse("it is being started again");
    }

    private String because(Replay replay) {
        String failure = failure(replay);
        return failure.isEmpty() ? "" : ": " + failure;
    }

    private JsonNode ask(Replay replay, String path) {
        try {
            return flink.get("/jobs/" + replay.jobId() + path);
        } catch (Problem e) {
            throw new AdminException(
                    "Flink at %s does not tell of job %s of replay %s: %s"
                            .formatted(flink.url(), replay.jobId(), replay.id(), e.getMessage()),
                    e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdminException("interrupted; the job goes on", e);
        }
    }
}
