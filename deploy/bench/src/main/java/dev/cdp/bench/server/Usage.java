package dev.cdp.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel has booked on a process, or on all of them. */
public final class Usage {
    /** Linux tells programs about processor time in hundredths of a second, whatever its own clock. */
    private static final long MICROS_PER_TICK = 10_000;

    private Usage() {}

    /** Time on the processors, in the program and for it in the kernel, of all threads. */
    public static long cpuMicros(long pid) throws IOException {
        return cpuMicros(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    }

    /** Time on all processors, of all processes together and of the kernel. */
    public static long machineCpuMicros() throws IOException {
        return machineCpuMicros(Files.readString(Path.of("/proc", "stat")));
    }

    /** Reads it from the text of /proc/stat: user, nice, system, idle, waiting, interrupts, soft interrupts. */
    static long machineCpuMicros(String stat) {
        String[] fields = stat.lines().findFirst().orElseThrow().split(" +");
        long ticks = 0;
        for (int busy : new int[] {1, 2, 3, 6, 7}) {
            ticks += Long.parseLong(fields[busy]);
        }
        return ticks * MICROS_PER_TICK;
    }

    /** Reads it from the text of /proc/PID/stat. */
    static long cpuMicros(String stat) {
        // The second field is the program's name in parentheses, which may itself contain spaces and ')'.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK;
    }

    /** Resident memory. */
    static long residentBytes(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("process " + pid + " has no memory");
    }
}
