package dev.cdp.flink.connector.clickhouse;

import java.io.Serializable;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Steps that follow the sink: they get each block once it is in its table. Their uids stand behind the sink's. */
@FunctionalInterface
public interface AfterCommit extends Serializable {
    void follow(DataStream<CommittedBlock> blocks);
}
