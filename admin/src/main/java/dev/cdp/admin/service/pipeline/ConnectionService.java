package dev.cdp.admin.service.pipeline;

import dev.cdp.admin.access.Access;
import dev.cdp.admin.access.Ids;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.ConnectionRepository;
import dev.cdp.admin.repo.ConnectionRow;
import dev.cdp.admin.repo.DestinationRepository;
import dev.cdp.admin.repo.FunctionRepository;
import dev.cdp.admin.repo.SourceRepository;
import dev.cdp.admin.service.change.Change;
import dev.cdp.admin.service.change.Changes;
import dev.cdp.admin.service.change.Once;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.page.Paging;
import dev.cdp.contract.config.ConnectionConfig;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Connections of sources with destinations: one for each pair. The jobs are told of each change. */
@Singleton
public class ConnectionService {
    /** The ClickHouse that every workspace has. */
    private static final String BUILT_IN = "clickhouse";

    private final ConnectionRepository connections;
    private final SourceRepository sources;
    private final DestinationRepository destinations;
    private final FunctionRepository functions;
    private final Changes changes;

    ConnectionService(
            ConnectionRepository connections,
            SourceRepository sources,
            DestinationRepository destinations,
            FunctionRepository functions,
            Changes changes) {
        this.connections = connections;
        this.sources = sources;
        this.destinations = destinations;
        this.functions = functions;
        this.changes = changes;
    }

    public Page<ConnectionView> list(Access by, Paging paging) {
        return Page.of(
                connections.list(by.workspaceId(), paging.before(), paging.oneMore()),
                paging,
                ConnectionRow::id,
                ConnectionView::of);
    }

    public ConnectionView get(Access by, String id) {
        return ConnectionView.of(find(by, id));
    }

    /** @throws Problem when source, destination or a function is not of this workspace, or they are connected already */
    public ConnectionView create(
            Access by, Once once, String sourceId, String destinationId, ConnectionView.Rules rules) {
        return changes.create(by, once, ConnectionView.class, change -> {
            if (sources.find(by.workspaceId(), sourceId).isEmpty()) {
                throw Problem.invalid("source_id", "there is no such source");
            }
            if (!destinationId.equals(BUILT_IN)
                    && destinations.find(by.workspaceId(), destinationId).isEmpty()) {
                throw Problem.invalid("destination_id", "there is no such destination");
            }
            requireFunctions(by, rules.functionIds());
            String id = Ids.next("con");
            connections.insert(
                    id,
                    by.workspaceId(),
                    sourceId,
                    destinationId,
                    Jsons.write(rules.functionIds()),
                    Jsons.write(rules.events()),
                    Jsons.write(rules.except()),
                    rules.sampling(),
                    rules.samplingBy(),
                    Jsons.write(rules.consent()),
                    rules.enabled(),
                    rules.paused());
            ConnectionRow row = find(by, id);
            tell(change, row);
            change.audit("connection.create", id, details(row));
            return ConnectionView.of(row);
        });
    }

    /** @param edit what is null in it stays */
    public ConnectionView change(Access by, String id, ConnectionView.Edit edit, long version) {
        return changes.apply(by, change -> {
            ConnectionRow before = connections.lock(by.workspaceId(), id).orElseThrow(ConnectionService::notFound);
            ConnectionView.Rules rules = ConnectionView.of(before).rules().with(edit);
            requireFunctions(by, rules.functionIds());
            if (connections.change(
                            by.workspaceId(),
                            id,
                            Jsons.write(rules.functionIds()),
                            Jsons.write(rules.events()),
                            Jsons.write(rules.except()),
                            rules.sampling(),
                            rules.samplingBy(),
                            Jsons.write(rules.consent()),
                            rules.enabled(),
                            rules.paused(),
                            version)
                    == 0) {
                throw Problem.changed();
            }
            ConnectionRow after = find(by, id);
            tell(change, after);
            change.audit("connection.change", id, details(after));
            return ConnectionView.of(after);
        });
    }

    public void delete(Access by, String id) {
        changes.apply(by, change -> {
            ConnectionRow row = connections.lock(by.workspaceId(), id).orElseThrow(ConnectionService::notFound);
            connections.delete(by.workspaceId(), id);
            change.untell("connection", by.workspaceId(), id);
            return change.audit("connection.delete", id, details(row));
        });
    }

    /** Locks them, so that none is deleted before this connection is there. */
    private void requireFunctions(Access by, List<String> ids) {
        for (String id : ids) {
            if (functions.lock(by.workspaceId(), id).isEmpty()) {
                throw Problem.invalid("function_ids", "there is no function " + id);
            }
        }
    }

    private static void tell(Change change, ConnectionRow row) {
        ConnectionView.Rules rules = ConnectionView.of(row).rules();
        change.tell(new ConnectionConfig(
                row.workspaceId(),
                row.id(),
                row.version(),
                row.sourceId(),
                row.destinationId(),
                rules.functionIds(),
                rules.events(),
                rules.except(),
                rules.sampling(),
                rules.samplingBy(),
                rules.consent(),
                rules.enabled(),
                rules.paused()));
    }

    private static Map<String, ?> details(ConnectionRow row) {
        return Map.of(
                "source", row.sourceId(),
                "destination", row.destinationId(),
                "functions", Jsons.list(row.functionIds()),
                "enabled", row.enabled(),
                "paused", row.paused());
    }

    private ConnectionRow find(Access by, String id) {
        return connections.find(by.workspaceId(), id).orElseThrow(ConnectionService::notFound);
    }

    private static Problem notFound() {
        return Problem.notFound("connection");
    }
}
