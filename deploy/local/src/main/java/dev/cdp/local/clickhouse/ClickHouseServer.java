package dev.cdp.local.clickhouse;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;

/**
 * A process that is a ClickHouse server: it calls the command line of libchdb and never returns while the server runs.
 * A JVM of its own, so that it can be killed and restarted like any server.
 */
public final class ClickHouseServer {
    private ClickHouseServer() {}

    /** Arguments: the library's path, then the arguments of `clickhouse local`. */
    public static void main(String[] arguments) {
        String[] commandLine = arguments.clone();
        commandLine[0] = "clickhouse";
        Chdb chdb = Native.load(arguments[0], Chdb.class);
        Pointer result = chdb.chdb_query_cmdline(commandLine.length, new StringArray(commandLine));
        if (result != null) {
            Pointer error = chdb.chdb_result_error(result);
            if (error != null) {
                System.err.println(error.getString(0));
            }
        }
        System.exit(1); // the server's query ends only when it fails
    }

    /** The two functions used of chdb.h. */
    interface Chdb extends Library {
        Pointer chdb_query_cmdline(int argc, StringArray argv);

        Pointer chdb_result_error(Pointer result);
    }
}
