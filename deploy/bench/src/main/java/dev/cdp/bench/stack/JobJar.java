package dev.cdp.bench.stack;

import dev.cdp.local.dist.Repository;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** Jars with jobs. */
final class JobJar {
    private JobJar() {}

    static Path product(Repository repository) {
        return repository.resolve("flink-jobs/target/cdp-flink-jobs.jar");
    }

    /**
     * The product's jar with a package of the bench added: a job of the bench then runs on the connector of the jobs that
     * it is compared with.
     *
     * @param directory for the copy
     */
    static Path with(String packageName, Repository repository, Path directory) throws IOException {
        Path jar = Files.createDirectories(directory).resolve("bench-jobs.jar");
        Files.copy(product(repository), jar, StandardCopyOption.REPLACE_EXISTING);
        String folder = "/" + packageName.replace('.', '/');
        try (FileSystem bench = FileSystems.newFileSystem(repository.resolve("deploy/bench/target/cdp-bench.jar"));
                FileSystem added = FileSystems.newFileSystem(jar);
                Stream<Path> classes = Files.list(bench.getPath(folder))) {
            Files.createDirectories(added.getPath(folder));
            for (Path file : (Iterable<Path>) classes::iterator) {
                Files.copy(file, added.getPath(file.toString()));
            }
        }
        return jar;
    }
}
