package dev.cdp.collector.journal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Faults at exactly one system call. */
final class Strace {
    private Strace() {}

    /** The command in front of the one to be disturbed, {@code error=EIO:when=3} say; each thread counts for itself. */
    static List<String> inject(String systemCall, String fault) {
        return List.of(
                "strace",
                "-f",
                "--seccomp-bpf",
                "-o",
                "/dev/null",
                "-e",
                "trace=" + systemCall,
                "-e",
                "inject=" + systemCall + ":" + fault);
    }

    /** Whether it is there, and allowed. */
    static boolean works() throws InterruptedException {
        try {
            Process process = new ProcessBuilder(
                            "strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=fdatasync", "true")
                    .redirectErrorStream(true)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
