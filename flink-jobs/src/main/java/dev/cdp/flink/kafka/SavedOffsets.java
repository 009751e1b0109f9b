package dev.cdp.flink.kafka;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.apache.kafka.common.TopicPartition;

/** Where a job that starts from a savepoint or checkpoint goes on reading. */
final class SavedOffsets {
    /** Flink's own, of every source's splits (SourceOperator.SPLITS_STATE_DESC, which is not public). */
    private static final ListStateDescriptor<byte[]> SPLITS =
            new ListStateDescriptor<>("SourceReaderState", BytePrimitiveArraySerializer.INSTANCE);

    private SavedOffsets() {}

    /**
     * The offsets of all Kafka sources, by the names that topics have in the cluster.
     *
     * @param path of the savepoint or checkpoint, as it was given to Flink
     * @throws IOException when it can't be read from here
     */
    static Map<TopicPartition, Long> in(String path) throws IOException {
        CompletedCheckpointStorageLocation location = AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(path);
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (DataInputStream in =
                new DataInputStream(location.getMetadataHandle().openInputStream())) {
            CheckpointMetadata metadata = Checkpoints.loadCheckpointMetadata(in, loader, location.getExternalPointer());
            Map<TopicPartition, Long> offsets = new HashMap<>();
            for (OperatorState operator : metadata.getOperatorStates()) {
                readSplits(operator, loader, offsets);
            }
            return offsets;
        }
    }

    private static void readSplits(OperatorState operator, ClassLoader loader, Map<TopicPartition, Long> offsets)
            throws IOException {
        Collection<OperatorStateHandle> handles = operator.getStates().stream()
                .flatMap(subtask -> subtask.getManagedOperatorState().stream())
                .filter(handle -> handle.getStateNameToPartitionOffsets().containsKey(SPLITS.getName()))
                .toList();
        if (handles.isEmpty()) {
            return;
        }
        // The backend reads its own format, compressed or not.
        try (CloseableRegistry open = new CloseableRegistry();
                OperatorStateBackend backend = new DefaultOperatorStateBackendBuilder(
                                loader, new ExecutionConfig(), false, handles, open)
                        .build()) {
            for (byte[] split : backend.getListState(SPLITS).get()) {
                KafkaPartitionSplit read = SimpleVersionedSerialization.readVersionAndDeSerialize(
                        new KafkaPartitionSplitSerializer(), split);
                offsets.merge(read.getTopicPartition(), read.getStartingOffset(), Math::min);
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the offsets in it can't be read", e);
        }
    }
}
