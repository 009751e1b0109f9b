package dev.cdp.local.component;

import dev.cdp.local.dist.GeoData;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Flink's JobManager with REST interface and web UI. Killed and started again, it resumes its jobs.
 *
 * @param services where Kafka, ClickHouse and Redis are, for jobs that are submitted in the web UI: it drops their arguments
 */
public record JobManager(Places places, FlinkConfig config, Map<String, String> services) implements Component {
    @Override
    public String name() {
        return "jobmanager";
    }

    @Override
    public List<Port> ports() {
        return List.of(config.rest(), config.jobManager(), config.blob(), config.jobManagerMetrics());
    }

    @Override
    public Set<String> after() {
        return Set.of("zookeeper");
    }

    @Override
    public void beforeStart() throws IOException {
        process().clearTemporary();
        new JobResults(config.jobResults()).forgetEmpty();
    }

    @Override
    public Launch prepare() throws IOException {
        Map<String, String> environment = new HashMap<>(services);
        // The jobs' arguments are read here.
        environment.put(
                "CDP_GEO_DATABASE",
                GeoData.fetch(places.distributions().repository()).toString());
        environment.put(
                "CDP_SECRET_KEY", SecretFile.readOrMake(places.data().resolve("keys/secrets"), Admin.KEY_BYTES));
        return new FlinkProcess(places, config, name(), config.jobManagerMetrics(), environment, List.of())
                .launch(
                        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                        "GET_JM_RESOURCE_PARAMS");
    }

    /** Passes once this process leads and has found the jobs that ran before. */
    @Override
    public HealthCheck health() {
        return HealthCheck.http(config.rest().url() + "/overview", "jobs-running");
    }

    /**
     * Without a leader that its REST interface knows. After it was paused for longer than its session, the watch on the
     * leader's record can be lost for ever, though jobs run: nobody could stop, rescale or submit one.
     */
    @Override
    public boolean saysItIsStuck() {
        return HealthCheck.httpSays(config.rest().url() + "/overview", "ongoing leader election");
    }

    private FlinkProcess process() {
        return new FlinkProcess(places, config, name(), config.jobManagerMetrics(), services, List.of());
    }
}
