package dev.cdp.e2e.chaos;

import static org.awaitility.Awaitility.await;

import dev.cdp.e2e.stack.Program;
import dev.cdp.e2e.stack.Stack;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code make replay} of the last minutes, as a person would go on with it who sees one of its steps fail. */
record ArchiveReplay(Stack stack, String workspace) {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Pattern ID = Pattern.compile("Replay (\\S+): ");

    /** Rows are read and made anew, a component is killed meanwhile, and what differs is put in the rows' place. */
    void runWhileKilled(String component) throws InterruptedException {
        stack.awaitReady();
        Program.Running begun = stack.admin("replay", "--from", "-10m", "--workspace", workspace)
                .start();
        String id = awaitId(begun);
        TimeUnit.SECONDS.sleep(2);
        stack.kill(component);
        begun.await(PATIENCE);
        await("replay " + id + " is applied").atMost(PATIENCE).untilAsserted(() -> {
            // Refused where it has begun to be applied, which is then gone on with.
            replay("--compare", id).run(PATIENCE);
            replay("--apply", id).succeed(PATIENCE);
        });
        await("replay " + id + " is dropped").atMost(PATIENCE).untilAsserted(() -> replay("--drop", id)
                .succeed(PATIENCE));
    }

    private static String awaitId(Program.Running replay) {
        String[] id = new String[1];
        await("the replay's id").atMost(PATIENCE).until(() -> {
            Matcher printed = ID.matcher(replay.text());
            if (printed.find()) {
                id[0] = printed.group(1);
            } else if (!replay.process().isAlive()) {
                throw new AssertionError("the replay did not begin:\n" + replay.text());
            }
            return id[0] != null;
        });
        return id[0];
    }

    private Program replay(String option, String id) {
        return stack.admin("replay", option, id);
    }
}
