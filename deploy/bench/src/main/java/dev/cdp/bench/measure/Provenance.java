package dev.cdp.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a figure comes from.
 *
 * @param commit of the checkout, with {@code -dirty} behind it when it was not committed
 * @param jdk which has run both sides
 */
public record Provenance(String commit, String jdk) {

    /** Of a run in this checkout, now. */
    public static Provenance of(Path repository) throws IOException {
        String commit = git(repository, "rev-parse", "--short=12", "HEAD");
        // The results themselves are written by the run.
        boolean clean = git(repository, "status", "--porcelain", "--", ".", ":!deploy/bench/results")
                .isEmpty();
        String jdk = System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version");
        return new Provenance(clean ? commit : commit + "-dirty", jdk);
    }

    private static String git(Path repository, String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
