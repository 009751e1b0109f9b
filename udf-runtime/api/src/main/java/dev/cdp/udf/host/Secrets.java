package dev.cdp.udf.host;

import dev.cdp.udf.FunctionRef;
import java.util.Map;

/** {@code ctx.secrets}, by name. The runtime blots their values out of logs, errors and stacks. */
@FunctionalInterface
public interface Secrets {
    Secrets NONE = caller -> Map.of();

    /** Those that this function may read; asked once for each context, when it first reads one. */
    Map<String, String> of(FunctionRef caller);
}
