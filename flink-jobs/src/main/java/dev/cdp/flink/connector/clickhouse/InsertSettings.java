package dev.cdp.flink.connector.clickhouse;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings that the protocol relies on. They go with each query, so that no profile and no new default of the
 * server can change what an insert does.
 */
final class InsertSettings {

    /** Known to every version that the JSON type works on; a server that refuses one is too old. */
    static final Map<String, String> INSERT = ordered(List.of(
            // The answer means that the data is written, not queued.
            "async_insert=0",
            // The rows sent are the rows written: no folding before the part.
            "optimize_on_insert=0",
            // One block of the sink is one block of the server is one part, whatever its size.
            "max_partitions_per_insert_block=1",
            "throw_on_max_partitions_per_insert_block=1",
            "max_insert_threads=1",
            "input_format_parallel_parsing=0",
            "max_insert_block_size=" + BlockLimits.SERVER_ROWS,
            "min_insert_block_size_rows=" + BlockLimits.SERVER_ROWS,
            "min_insert_block_size_bytes=" + BlockLimits.SERVER_BYTES,
            "input_format_max_block_size_bytes=0",
            // A token is remembered.
            "insert_deduplicate=1",
            // The header of the data rules: no column is skipped, none is read by place or as another type.
            "input_format_with_names_use_header=1",
            "input_format_with_types_use_header=1",
            "input_format_skip_unknown_fields=0",
            "input_format_defaults_for_omitted_fields=1",
            // JSON comes as text; a string stays a string, even when it looks like a date or a number.
            "input_format_binary_read_json_as_string=1",
            "input_format_try_infer_dates=0",
            "input_format_try_infer_datetimes=0",
            "input_format_json_try_infer_numbers_from_strings=0",
            "type_json_skip_duplicated_paths=1"));

    /** Newer ones; sent if the server knows them. */
    static final Map<String, String> INSERT_IF_KNOWN = ordered(List.of(
            "deduplicate_insert=enable",
            "use_strict_insert_block_limits=0",
            "max_insert_block_size_bytes=0",
            "input_format_max_block_wait_ms=0"));

    /** The look for a block sees every row that is physically there, also what a query would fold or hide. */
    static final Map<String, String> LOOK = ordered(
            List.of("final=0", "apply_deleted_mask=0", "select_sequential_consistency=1", "max_rows_to_read=0"));

    private InsertSettings() {}

    private static Map<String, String> ordered(List<String> settings) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            map.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return Collections.unmodifiableMap(map);
    }
}
