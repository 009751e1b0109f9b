package dev.cdp.flink.identity;

import dev.cdp.contract.Ownership.Owner;
import dev.cdp.flink.connector.jdbc.JdbcTarget;
import dev.cdp.flink.identity.Notice.OwnersChanged;
import dev.cdp.flink.warehouse.WarehouseBackfill;
import dev.cdp.flink.warehouse.WarehouseBackfill.Link;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Sets the user of a warehouse's rows, each change in a transaction of its own: a large one holds up no other's rows. */
final class WarehouseOwners implements Backfill {
    private static final int CHANGES_A_STEP = 100;
    private static final long END = Instant.parse("9999-01-01T00:00:00Z").toEpochMilli();

    private final WarehouseBackfill warehouse;

    WarehouseOwners(JdbcTarget target) {
        this.warehouse = new WarehouseBackfill(target);
    }

    @Override
    public long step(Pending pending) throws IOException {
        long rows = 0;
        for (OwnersChanged change : pending.changes(CHANGES_A_STEP)) {
            try {
                rows += warehouse.apply(spans(change));
            } catch (SQLException e) {
                throw new IOException("the warehouse: " + e.getMessage(), e);
            }
            pending.done(change);
        }
        return rows;
    }

    /** All of time, so that what an earlier revision has set is taken back where it no longer holds. */
    static List<Link> spans(OwnersChanged change) {
        List<Owner> owners = new ArrayList<>();
        if (change.ownership().owners().isEmpty()
                || change.ownership().owners().get(0).from() > 0) {
            owners.add(new Owner(0, ""));
        }
        owners.addAll(change.ownership().owners());
        List<Link> spans = new ArrayList<>(owners.size());
        for (int i = 0; i < owners.size(); i++) {
            long end = i + 1 < owners.size() ? owners.get(i + 1).from() : END;
            if (owners.get(i).from() < end) {
                spans.add(new Link(
                        change.workspaceId(),
                        change.anonymousId(),
                        owners.get(i).userId(),
                        owners.get(i).from(),
                        end));
            }
        }
        return spans;
    }

    @Override
    public void close() {
        warehouse.close();
    }
}
