package dev.cdp.local.process;

import java.util.List;

/**
 * What run/COMPONENT.json holds about a started component.
 *
 * @param startedAt wall-clock time in milliseconds, for people
 * @param startTicks identity of the process, see {@link RunningProcess}
 * @param ports numbers, the client's first
 * @param restarts how often the supervisor has started it again since the stack was started
 * @param fingerprint of the launch, see {@link dev.cdp.local.component.Launch#fingerprint()}
 */
public record ProcessRecord(
        String name,
        long pid,
        long startTicks,
        long startedAt,
        List<Integer> ports,
        int restarts,
        String log,
        String fingerprint) {
    public RunningProcess process() {
        return new RunningProcess(pid, startTicks);
    }
}
