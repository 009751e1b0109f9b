package dev.cdp.flink.functions;

import dev.cdp.udf.CompiledFunction;
import dev.cdp.udf.FailureKind;
import dev.cdp.udf.FunctionResult;
import dev.cdp.udf.FunctionSpec;
import dev.cdp.udf.InvocationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Runs functions in their order on one event. Each takes what the one before returned, one event after the other, and
 * what they return stands in that order: the place of an event in the result depends on nothing else.
 */
final class FunctionChain {
    /** Of all functions together, as events and bytes: a chain must not multiply what each of its functions may. */
    private static final int MAX_EVENTS = 1_000;

    private static final int MAX_BYTES = 8 << 20;

    private final List<CompiledFunction> functions;
    private final InvocationContext context;

    FunctionChain(List<CompiledFunction> functions, InvocationContext context) {
        this.functions = functions;
        this.context = context;
    }

    /** Never fails; has ended already when no function awaits anything. */
    CompletableFuture<ChainResult> run(byte[] event) {
        return run(new Step(0, List.of(event)));
    }

    /** One function at work on its input. */
    private static final class Step {
        private final int function;
        private final List<byte[]> in;
        private final List<byte[]> out = new ArrayList<>(1);
        private int next;
        private long bytes;

        Step(int function, List<byte[]> in) {
            this.function = function;
            this.in = in;
        }
    }

    private CompletableFuture<ChainResult> run(Step begun) {
        Step step = begun;
        while (true) {
            CompletableFuture<FunctionResult> invocation = functions
                    .get(step.function)
                    .invoke(step.in.get(step.next), context)
                    .toCompletableFuture();
            Step current = step;
            if (!invocation.isDone()) {
                return invocation.thenCompose(result -> {
                    ChainResult end = take(result, current);
                    return end == null ? run(following(current)) : CompletableFuture.completedFuture(end);
                });
            }
            ChainResult end = take(invocation.join(), current);
            if (end != null) {
                return CompletableFuture.completedFuture(end);
            }
            step = following(current);
        }
    }

    private static Step following(Step step) {
        return step.next < step.in.size() ? step : new Step(step.function + 1, step.out);
    }

    /** Takes one invocation's result; null when there is more to do. */
    private ChainResult take(FunctionResult result, Step step) {
        FunctionSpec function = functions.get(step.function).spec();
        if (result instanceof FunctionResult.Failed failed) {
            return new ChainResult.Failed(function.id(), function.version(), failed);
        }
        if (result instanceof FunctionResult.Retry retry) {
            return new ChainResult.Retry(function.id(), function.version(), retry.message(), retry.delay());
        }
        List<byte[]> returned = ((FunctionResult.Returned) result).events();
        step.out.addAll(returned);
        returned.forEach(event -> step.bytes += event.length);
        step.next++;
        if (step.out.size() > MAX_EVENTS || step.bytes > MAX_BYTES) {
            return new ChainResult.Failed(
                    function.id(),
                    function.version(),
                    FunctionResult.Failed.of(
                            step.out.size() > MAX_EVENTS ? FailureKind.TOO_MANY_EVENTS : FailureKind.TOO_LARGE,
                            "one event has become more than %d events or %d bytes".formatted(MAX_EVENTS, MAX_BYTES)));
        }
        if (step.next < step.in.size()) {
            return null;
        }
        if (step.out.isEmpty()) {
            return new ChainResult.Dropped(function.id(), function.version());
        }
        return step.function + 1 == functions.size() ? new ChainResult.Events(step.out) : null;
    }
}
