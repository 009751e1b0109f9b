package dev.cdp.bench.delivery;

import dev.cdp.local.component.Component;
import dev.cdp.local.component.FlinkConfig;
import dev.cdp.local.component.JobManager;
import dev.cdp.local.component.Launch;
import dev.cdp.local.component.Places;
import dev.cdp.local.component.TaskManager;
import dev.cdp.local.component.ZooKeeper;
import dev.cdp.local.dist.Distributions;
import dev.cdp.local.dist.Repository;
import dev.cdp.local.flink.FlinkException;
import dev.cdp.local.flink.FlinkRest;
import dev.cdp.testkit.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Flink session cluster as `make up` starts it: processes, RocksDB, one TaskManager. */
final class FlinkCluster implements AutoCloseable {
    private static final long POLL_MILLIS = 200;

    private final List<Process> processes = new ArrayList<>();
    private final Path logs;
    private final FlinkRest rest;
    private final Path jar;

    private FlinkCluster(Path logs, FlinkRest rest, Path jar) {
        this.logs = logs;
        this.rest = rest;
        this.jar = jar;
    }

    static FlinkCluster start(Repository repository, Path home) throws IOException, InterruptedException {
        FreePorts ports = new FreePorts();
        Places places = new Places(
                new Distributions(repository, home.resolve("dist")), home.resolve("data"), home.resolve("lib"));
        ZooKeeper zookeeper = new ZooKeeper(places, ports.next());
        FlinkConfig config = new FlinkConfig(
                home.resolve("data/flink"),
                zookeeper.port().hostAndPort(),
                ports.next(),
                ports.next(),
                ports.next(),
                ports.next(),
                ports.next(),
                "896m",
                "2560m",
                8,
                2,
                Duration.ofSeconds(1));
        Path logs = Files.createDirectories(home.resolve("logs"));
        FlinkRest rest = new FlinkRest(config.rest().url());
        FlinkCluster cluster = new FlinkCluster(logs, rest, repository.resolve("flink-jobs/target/cdp-flink-jobs.jar"));
        try {
            for (Component component :
                    List.of(zookeeper, new JobManager(places, config, Map.of()), new TaskManager(places, config))) {
                cluster.start(component);
            }
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void start(Component component) throws IOException, InterruptedException {
        component.beforeStart();
        Launch launch = component.prepare();
        Path log = logs.resolve(component.name() + ".log");
        ProcessBuilder builder = new ProcessBuilder(launch.command())
                .directory(launch.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(launch.environment());
        Process process = builder.start();
        processes.add(process);
        long deadline = System.nanoTime() + component.startTimeout().toNanos();
        while (!component.health().passes()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException(component.name() + " did not start, see " + log);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Submits a job of the product's jar and returns its id. */
    String submit(String entryClass, List<String> arguments) throws FlinkException {
        String jarId = rest.upload(jar);
        try {
            return rest.run(jarId, entryClass, arguments, Optional.empty());
        } finally {
            rest.deleteJar(jarId);
        }
    }

    /** Says why a job failed last, if it did. */
    Optional<String> lastFailure(String jobId) throws FlinkException {
        return rest.lastFailure(jobId);
    }

    /** Returns when the job has ended. */
    void cancel(String jobId) throws FlinkException, InterruptedException {
        rest.cancel(jobId);
        while (rest.jobs().stream().anyMatch(job -> job.id().equals(jobId) && job.isActive())) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    @Override
    public void close() {
        for (int last = processes.size() - 1; last >= 0; last--) {
            Process process = processes.get(last);
            process.destroy();
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
