package dev.cdp.local.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Packs {@link CountingJob} as the build packs the product's jobs. */
final class JobJar {
    private JobJar() {}

    /** @param build distinguishes this jar's content from another's */
    static void write(Path jar, String build) throws IOException {
        String folder = CountingJob.class.getPackageName().replace('.', '/');
        List<Path> classes;
        try (Stream<Path> all = Files.list(Path.of("target", "test-classes", folder))) {
            classes = all.filter(file -> file.getFileName().toString().startsWith("CountingJob"))
                    .toList();
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : classes) {
                out.putNextEntry(new JarEntry(folder + "/" + file.getFileName()));
                Files.copy(file, out);
            }
            out.putNextEntry(new JarEntry("build-" + build));
        }
    }
}
