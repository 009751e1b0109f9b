package dev.cdp.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process, known by its pid and the moment it was started, so that a later process with the same pid is not taken
 * for it.
 *
 * @param startTicks start time in the kernel's clock ticks since boot (field 22 of /proc/PID/stat): exact, and unlike
 *     a wall-clock time it does not move when the clock is set
 */
public record RunningProcess(long pid, long startTicks) {
    /** The process that has this pid now. */
    public static Optional<RunningProcess> of(long pid) {
        return Stat.read(pid).map(stat -> new RunningProcess(pid, stat.startTicks()));
    }

    /**
     * A zombie is not alive: it only waits for a parent that may never ask. But while other threads of it are still
     * ending it holds its ports and files.
     */
    public boolean isAlive() {
        return Stat.read(pid)
                .filter(stat -> stat.startTicks() == startTicks)
                .filter(stat -> !stat.isZombie() || stat.threads() > 1)
                .isPresent();
    }

    /**
     * Sends a signal, unless the process has gone.
     *
     * @param signal name without SIG, such as TERM, KILL, STOP, CONT
     */
    public void signal(String signal) throws IOException {
        if (!isAlive()) {
            return;
        }
        // The shell's own: a small machine has no program of that name.
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                .redirectErrorStream(true)
                .start();
        try {
            if (kill.waitFor() != 0 && isAlive()) {
                throw new IOException("cannot send SIG" + signal + " to " + pid + ": "
                        + new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while signalling " + pid, e);
        }
    }

    private record Stat(char state, int threads, long startTicks) {
        boolean isZombie() {
            return state == 'Z' || state == 'X';
        }

        static Optional<Stat> read(long pid) {
            try {
                String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
                // The second field is the program's name in parentheses, which may itself contain spaces and ')'.
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                return Optional.of(
                        new Stat(fields[0].charAt(0), Integer.parseInt(fields[17]), Long.parseLong(fields[19])));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }
}
