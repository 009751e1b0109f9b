package dev.cdp.local.component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The session cluster's configuration, one text for JobManager and TaskManager.
 *
 * @param zookeeper host:port for high availability
 * @param jobManagerMemory size of the whole process, such as 896m
 * @param checkpointInterval how often exactly-once results become visible
 */
public record FlinkConfig(
        Path data,
        String zookeeper,
        Port rest,
        Port jobManager,
        Port blob,
        Port taskManager,
        Port taskManagerData,
        Port jobManagerMetrics,
        Port taskManagerMetrics,
        String jobManagerMemory,
        String taskManagerMemory,
        int slots,
        int parallelism,
        Duration checkpointInterval) {

    /** What Flink's own scripts pass on Java 17 and later. */
    static final List<String> JVM_FLAGS = List.of(
            "--add-exports=java.base/sun.net.util=ALL-UNNAMED",
            "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
            "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.text=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED");

    public Path checkpoints() {
        return data.resolve("checkpoints");
    }

    public Path savepoints() {
        return data.resolve("savepoints");
    }

    /** Of high availability. */
    public Path jobResults() {
        return data.resolve("ha/job-result-store");
    }

    /**
     * Writes config.yaml for one process and returns its directory.
     *
     * @param metrics where Prometheus reads the process
     */
    Path writeFor(String process, Port metrics) throws IOException {
        Path directory = Files.createDirectories(data.resolve("conf-" + process));
        Files.writeString(directory.resolve("config.yaml"), yaml(temporary(process), metrics));
        return directory;
    }

    /** What only the running process needs. */
    Path temporary(String process) {
        return data.resolve("tmp-" + process);
    }

    private String yaml(Path temporary, Port metrics) {
        return """
                jobmanager.rpc.address: 127.0.0.1
                jobmanager.bind-host: 127.0.0.1
                jobmanager.rpc.port: %(jobManager)
                jobmanager.memory.process.size: %(jobManagerMemory)
                blob.server.port: %(blob)
                rest.address: 127.0.0.1
                rest.bind-address: 127.0.0.1
                rest.port: %(rest)
                web.upload.dir: %(data)/upload
                web.submit.enable: true
                web.cancel.enable: true
                taskmanager.host: 127.0.0.1
                taskmanager.bind-host: 127.0.0.1
                taskmanager.rpc.port: %(taskManager)
                taskmanager.data.port: %(taskManagerData)
                taskmanager.numberOfTaskSlots: %(slots)
                taskmanager.memory.process.size: %(taskManagerMemory)
                taskmanager.memory.jvm-metaspace.size: 384m
                io.tmp.dirs: %(temporary)
                parallelism.default: %(parallelism)

                metrics.reporters: prometheus
                # Flink's own binds every interface.
                metrics.reporter.prometheus.factory.class: org.apache.flink.metrics.prometheus.LoopbackReporterFactory
                metrics.reporter.prometheus.port: %(metrics)
                # Names of jobs and operators as they are.
                metrics.reporter.prometheus.filterLabelValueCharacters: false

                # A killed JobManager or TaskManager is noticed within seconds.
                heartbeat.interval: 2s
                heartbeat.timeout: 30s
                high-availability.type: zookeeper
                high-availability.zookeeper.quorum: %(zookeeper)
                high-availability.zookeeper.path.root: /flink
                high-availability.zookeeper.client.session-timeout: 6s
                high-availability.zookeeper.client.tolerate-suspended-connections: true
                high-availability.cluster-id: /cdp
                high-availability.storageDir: file://%(data)/ha
                high-availability.jobmanager.port: %(jobManager)
                restart-strategy.type: fixed-delay
                restart-strategy.fixed-delay.delay: 3s
                restart-strategy.fixed-delay.attempts: 2147483647

                state.backend.type: rocksdb
                execution.checkpointing.mode: EXACTLY_ONCE
                execution.checkpointing.interval: %(interval)
                execution.checkpointing.timeout: 10min
                # Waiting for a destination is no reason to fail a job.
                execution.checkpointing.tolerable-failed-checkpoints: 1000000
                execution.checkpointing.incremental: true
                execution.checkpointing.dir: file://%(checkpoints)
                execution.checkpointing.savepoint-dir: file://%(savepoints)
                execution.checkpointing.num-retained: 2
                execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
                """.replace("%(data)", data.toString())
                .replace("%(metrics)", Integer.toString(metrics.number()))
                .replace("%(temporary)", temporary.toString())
                .replace("%(checkpoints)", checkpoints().toString())
                .replace("%(savepoints)", savepoints().toString())
                .replace("%(zookeeper)", zookeeper)
                .replace("%(rest)", Integer.toString(rest.number()))
                .replace("%(jobManager)", Integer.toString(jobManager.number()))
                .replace("%(blob)", Integer.toString(blob.number()))
                .replace("%(taskManager)", Integer.toString(taskManager.number()))
                .replace("%(taskManagerData)", Integer.toString(taskManagerData.number()))
                .replace("%(jobManagerMemory)", jobManagerMemory)
                .replace("%(taskManagerMemory)", taskManagerMemory)
                .replace("%(slots)", Integer.toString(slots))
                .replace("%(parallelism)", Integer.toString(parallelism))
                .replace("%(interval)", checkpointInterval.toMillis() + "ms");
    }
}
