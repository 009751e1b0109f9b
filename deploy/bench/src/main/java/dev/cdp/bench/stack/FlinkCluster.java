package dev.cdp.bench.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cdp.bench.server.Usage;
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
import dev.cdp.local.flink.FlinkJob;
import dev.cdp.local.flink.FlinkRest;
import dev.cdp.testkit.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** A Flink session cluster as `make up` starts it: processes, RocksDB, one TaskManager. */
public final class FlinkCluster implements AutoCloseable {
    /** Of each job, unless it is told otherwise. */
    public static final int PARALLELISM = 2;

    /** Of the whole process, which Flink divides up. */
    public static final int TASK_MANAGER_MIB = 4096;

    public static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);
    private static final long POLL_MILLIS = 200;
    private static final Duration START = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Process> processes = new ArrayList<>();
    private final Path logs;
    private final String url;
    private final FlinkRest rest;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Repository repository;

    private FlinkCluster(Path logs, String url, Repository repository) {
        this.logs = logs;
        this.url = url;
        this.rest = new FlinkRest(url);
        this.repository = repository;
    }

    public static FlinkCluster start(Repository repository, Path home) throws IOException, InterruptedException {
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
                ports.next(),
                ports.next(),
                "896m",
                TASK_MANAGER_MIB + "m",
                8,
                PARALLELISM,
                CHECKPOINT_INTERVAL);
        Path logs = Files.createDirectories(home.resolve("logs"));
        FlinkCluster cluster = new FlinkCluster(logs, config.rest().url(), repository);
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
    public String submit(String entryClass, List<String> arguments) throws FlinkException {
        return submit(JobJar.product(repository), entryClass, arguments);
    }

    /** Submits a job of this program and returns its id. */
    public String submitBench(String entryClass, List<String> arguments) throws IOException, FlinkException {
        String packageName = entryClass.substring(0, entryClass.lastIndexOf('.'));
        return submit(JobJar.with(packageName, repository, logs), entryClass, arguments);
    }

    private String submit(Path jar, String entryClass, List<String> arguments) throws FlinkException {
        String jarId = rest.upload(jar);
        try {
            return rest.run(jarId, entryClass, arguments, Optional.empty());
        } finally {
            rest.deleteJar(jarId);
        }
    }

    /** Returns when every task of every job runs. */
    public void awaitRunning() throws IOException, InterruptedException, FlinkException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!rest.jobs().stream().filter(FlinkJob::isActive).allMatch(FlinkJob::allTasksRun)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("the jobs do not run: " + rest.jobs());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** The job's latest checkpoints that are complete, ten at most, the latest first. */
    public List<Checkpoint> checkpoints(String jobId) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/jobs/" + jobId + "/checkpoints"))
                .timeout(Duration.ofSeconds(30))
                .build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("Flink answered " + answer.statusCode() + " to " + request.uri());
        }
        return StreamSupport.stream(JSON.readTree(answer.body()).path("history").spliterator(), false)
                .filter(checkpoint -> checkpoint.path("status").asText().equals("COMPLETED"))
                .map(Checkpoint::of)
                .toList();
    }

    /** Time on the processors of all its processes since their start. */
    public long cpuMicros() throws IOException {
        long micros = 0;
        for (Process process : processes) {
            micros += Usage.cpuMicros(process.pid());
        }
        return micros;
    }

    /** Says why a job failed last, if it did. */
    public Optional<String> lastFailure(String jobId) throws FlinkException {
        return rest.lastFailure(jobId);
    }

    /** Returns when the job has ended. */
    public void cancel(String jobId) throws FlinkException, InterruptedException {
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
