package dev.cdp.flink.functions;

import dev.cdp.flink.shared.SharedInstances;
import dev.cdp.udf.FunctionRuntime;
import dev.cdp.udf.HostServices;
import dev.cdp.udf.RuntimeOptions;
import java.io.Serializable;

/** Where a subtask has the runtime of its functions from. */
@FunctionalInterface
public interface RuntimeSource extends Serializable {

    /** A hold on a runtime, which others may hold too. */
    interface Handle extends AutoCloseable {
        FunctionRuntime runtime();
    }

    /** Loads the engine on first use. */
    Handle open();

    /** One runtime for all subtasks of a TaskManager, with the host services of the product. */
    static RuntimeSource shared() {
        return Shared.INSTANCE;
    }

    /** The runtime that subtasks of a TaskManager share. */
    enum Shared implements RuntimeSource {
        INSTANCE;

        private static final SharedInstances<String, FunctionRuntime> RUNTIMES = new SharedInstances<>();

        @Override
        public Handle open() {
            SharedInstances<String, FunctionRuntime>.Hold hold =
                    RUNTIMES.hold("runtime", name -> FunctionRuntime.open(RuntimeOptions.DEFAULT, services()));
            return new Handle() {
                @Override
                public FunctionRuntime runtime() {
                    return hold.get();
                }

                @Override
                public void close() throws Exception {
                    hold.close();
                }
            };
        }

        private static HostServices services() {
            return HostServices.NONE.withLog(new LoggedLines());
        }
    }
}
