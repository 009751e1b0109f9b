package dev.cdp.testkit;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker that creates no topic by itself. */
public final class KafkaService implements TestService {
    private final ServiceControl control;
    private final String bootstrapServers;

    KafkaService(ServiceControl control, String bootstrapServers) {
        this.control = control;
        this.bootstrapServers = bootstrapServers;
    }

    @Override
    public ServiceControl control() {
        return control;
    }

    /** For {@code bootstrap.servers}: host:port. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Creates topics that do not exist yet; tests that share the broker choose names of their own. */
    public void createTopics(Collection<String> names, int partitions) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(names.stream()
                            .map(name -> new NewTopic(name, partitions, (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new TestServiceException("cannot create the topics " + names, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestServiceException("interrupted while creating topics", e);
        }
    }
}
