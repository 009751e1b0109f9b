package dev.cdp.flink.functions;

import dev.cdp.flink.config.ConfigSource;
import dev.cdp.flink.config.ConfigView;
import dev.cdp.flink.kafka.KafkaCluster;
import dev.cdp.udf.FunctionRuntime;
import dev.cdp.udf.HostServices;
import dev.cdp.udf.RuntimeOptions;
import dev.cdp.udf.http.FetchOptions;
import dev.cdp.udf.http.HttpFetch;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A runtime with the host services of the product, one for all subtasks of a TaskManager. Geo and user agent are not
 * among them: what the processing job has found out stands in the event.
 */
final class FunctionServices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FunctionServices.class);

    private final HttpFetch fetch;
    private final RedisStore store;
    private final ConfigView config;
    private final LogTopic log;
    private final AuthorMetrics metrics = new AuthorMetrics();
    private final FunctionRuntime runtime;

    private FunctionServices(FunctionSettings settings, KafkaCluster kafka, ConfigView config) {
        this.config = config;
        log = new LogTopic(kafka);
        fetch = new HttpFetch(
                FetchOptions.DEFAULT.withHosts(settings.fetchHosts()).withPrivateNetworks(settings.privateNetworks()));
        store = settings.redisUrl().isEmpty() ? null : new RedisStore(settings.redisUrl(), RedisStore.Bounds.DEFAULT);
        HostServices services =
                HostServices.NONE.withFetch(fetch).withLog(new LoggedLines(log)).withMetrics(metrics);
        if (store != null) {
            services = services.withStore(store);
        }
        if (!settings.secretKey().isEmpty()) {
            services = services.withSecrets(new SealedSecrets(settings.secretKey(), config::current));
        }
        runtime = FunctionRuntime.open(RuntimeOptions.DEFAULT, services);
        LOG.info("Functions run on {}", runtime.engine());
    }

    /** Returns when the configuration has been read, in which secrets lie. */
    static FunctionServices open(FunctionSettings settings, KafkaCluster kafka) {
        try {
            return new FunctionServices(settings, kafka, ConfigSource.of(kafka).open());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("ended while the configuration was being read", e);
        }
    }

    FunctionRuntime runtime() {
        return runtime;
    }

    void attach(MetricGroup group) {
        metrics.attach(group);
    }

    void detach(MetricGroup group) {
        metrics.detach(group);
    }

    @Override
    public void close() throws Exception {
        try (ConfigView followed = config;
                LogTopic told = log;
                RedisStore ended = store;
                HttpFetch hungUp = fetch) {
            runtime.close();
        }
    }
}
