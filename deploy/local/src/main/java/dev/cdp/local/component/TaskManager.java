package dev.cdp.local.component;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Flink's TaskManager, which runs all tasks of all jobs. */
public record TaskManager(Places places, FlinkConfig config) implements Component {
    /** G1 marks the whole heap again and again: blocks for ClickHouse are as large as its regions, or larger. */
    private static final String COLLECTOR = "-XX:+UseParallelGC";

    @Override
    public String name() {
        return "taskmanager";
    }

    @Override
    public List<Port> ports() {
        return List.of(config.taskManager(), config.taskManagerData(), config.taskManagerMetrics());
    }

    @Override
    public Set<String> after() {
        return Set.of("zookeeper");
    }

    @Override
    public void beforeStart() throws IOException {
        process(List.of()).clearTemporary();
    }

    @Override
    public Launch prepare() throws IOException {
        List<String> flags = new ArrayList<>(FunctionCompiler.flags(places.distributions()));
        flags.add(COLLECTOR);
        return process(flags)
                .launch("org.apache.flink.runtime.taskexecutor.TaskManagerRunner", "GET_TM_RESOURCE_PARAMS");
    }

    /** Passes once it listens and the JobManager knows it by its RPC port. */
    @Override
    public HealthCheck health() {
        HealthCheck listening = HealthCheck.tcp(config.taskManagerData());
        HealthCheck registered = HealthCheck.http(
                config.rest().url() + "/taskmanagers",
                ":" + config.taskManager().number() + "/");
        return () -> {
            listening.probe();
            registered.probe();
        };
    }

    private FlinkProcess process(List<String> extraFlags) {
        return new FlinkProcess(places, config, name(), config.taskManagerMetrics(), Map.of(), extraFlags);
    }
}
