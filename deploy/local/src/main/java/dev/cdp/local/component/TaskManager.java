package dev.cdp.local.component;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Flink's TaskManager, which runs all tasks of all jobs. */
public record TaskManager(Places places, FlinkConfig config) implements Component {
    @Override
    public String name() {
        return "taskmanager";
    }

    @Override
    public List<Port> ports() {
        return List.of(config.taskManager(), config.taskManagerData());
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
        return process(FunctionCompiler.flags(places.distributions()))
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
        return new FlinkProcess(places, config, name(), Map.of(), extraFlags);
    }
}
