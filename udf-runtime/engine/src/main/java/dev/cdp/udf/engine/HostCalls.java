package dev.cdp.udf.engine;

import dev.cdp.udf.engine.json.EventJson;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/**
 * The one function of the host's that the prelude can call: an operation's name and its arguments. It
 * throws nothing, as a host's exception would be an object of the host's in the author's hands: what it
 * refuses it says in a text that begins with {@code !}.
 */
final class HostCalls implements ProxyExecutable {
    private static final int LONGEST_LINE = 4_000;
    private static final int LARGEST_VALUE = 1 << 20;
    private static final int LONGEST_KEY = 512;
    private static final long MILLI = 1_000_000;

    private final Spec spec;
    private final BiFunction<String, Object[], Object> host;
    private final Blotter blotter;
    private final Workers workers;
    private Sandbox sandbox;
    private EventJson json;

    HostCalls(Spec spec, BiFunction<String, Object[], Object> host, Blotter blotter, Workers workers) {
        this.spec = spec;
        this.host = host;
        this.blotter = blotter;
        this.workers = workers;
    }

    void serve(Sandbox caller) {
        sandbox = caller;
    }

    void carry(EventJson events) {
        json = events;
    }

    @Override
    public Object execute(Value... args) {
        Invocation invocation = sandbox.current();
        if (invocation == null) {
            return "!no event is being processed";
        }
        try {
            return answer(args[0].asString(), args, invocation);
        } catch (RefusedException e) {
            return "!" + e.getMessage();
        }
    }

    private Object answer(String operation, Value[] args, Invocation invocation) {
        return switch (operation) {
            case "event" -> json.text();
            case "write" -> {
                json.add(args[1].asString());
                yield null;
            }
            case "done" -> done(invocation);
            case "thrown" -> {
                invocation.settle(sandbox.guest().failure(args[1]));
                yield null;
            }
            case "invalid" -> {
                invocation.settle(Results.failed("INVALID_RESULT", blotter.blot(args[1].asString())));
                yield null;
            }
            case "fanOut" -> fanOut(args[1].asLong(), invocation);
            case "fact" -> invocation.fact(args[1].asString());
            case "props" -> spec.props();
            case "secrets" -> secrets();
            case "log" -> log(args[1].asString(), args[2].asString(), invocation);
            case "metric" ->
                host.apply("metric", new Object[] {args[1].asString(), args[2].asString(), args[3].asDouble()});
            case "timer" -> timer(args[1].asLong(), args[2].asDouble(), invocation);
            case "fetch" -> fetch(args, invocation);
            case "body.text" -> Bytes.text(invocation.body(args[1].asInt()));
            case "body.bytes" -> Bytes.write(invocation.body(args[1].asInt()), args[2]);
            case "store.get", "store.del", "store.ttl" -> {
                countStoreOperation(invocation);
                yield later(args[1].asLong(), host.apply(operation, new Object[] {key(args[2])}), invocation);
            }
            case "store.set" -> storeSet(args, invocation);
            default -> Bytes.answer(operation, args);
        };
    }

    private Object done(Invocation invocation) {
        if (!invocation.isSettled()) {
            invocation.settle(sandbox.guest().result());
        }
        return null;
    }

    private Object fanOut(long count, Invocation invocation) {
        if (count <= spec.fanOut()) {
            return true;
        }
        invocation.settle(Results.failed(
                "TOO_MANY_EVENTS", "the function returned " + count + " events; " + spec.fanOut() + " are allowed"));
        return false;
    }

    @SuppressWarnings("unchecked")
    private String secrets() {
        Map<String, String> values = (Map<String, String>) host.apply("secrets", new Object[0]);
        blotter.learn(values.values());
        return JsonText.object(values);
    }

    private Object log(String level, String message, Invocation invocation) {
        if (invocation.countLogLine() <= spec.logLines()) {
            write(level, message, invocation);
        }
        return null;
    }

    private void write(String level, String message, Invocation invocation) {
        String blotted = blotter.blot(message);
        String line = blotted.length() > LONGEST_LINE ? blotted.substring(0, LONGEST_LINE) + "…" : blotted;
        String messageId = invocation.fact("messageId");
        var unused =
                host.apply("log", new Object[] {level, line, messageId == null ? "" : JsonText.unquoted(messageId)});
    }

    /** Says how many lines were dropped, in one last line. */
    void end(Invocation invocation) {
        int dropped = invocation.logLines() - spec.logLines();
        if (dropped > 0) {
            write("warn", dropped + " further lines of this invocation were dropped", invocation);
        }
    }

    private Object timer(long id, double millis, Invocation invocation) {
        invocation.awaits();
        long nanos = (long) Math.min(millis * MILLI, Long.MAX_VALUE);
        // One that would ring after the invocation's time never does.
        if (nanos < invocation.nanosLeft()) {
            workers.after(nanos, () -> sandbox.post(new Answer(invocation, id, true, null)));
        }
        return null;
    }

    private Object fetch(Value[] args, Invocation invocation) {
        if (invocation.countFetch() > spec.fetches()) {
            throw new RefusedException("an invocation may fetch " + spec.fetches() + " times");
        }
        long left = Math.max(1, invocation.nanosLeft() / MILLI);
        long asked = args[6].asLong();
        Object[] request = {
            args[2].asString(),
            args[3].asString(),
            JsonText.pairs(args[4].asString()),
            Bytes.of(args[5]),
            asked > 0 ? Math.min(asked, left) : left
        };
        return later(args[1].asLong(), host.apply("fetch", request), invocation);
    }

    private Object storeSet(Value[] args, Invocation invocation) {
        countStoreOperation(invocation);
        String value = args[3].asString();
        if (value.length() > LARGEST_VALUE) {
            throw new RefusedException("a value of the store has at most " + LARGEST_VALUE + " characters");
        }
        Object[] entry = {key(args[2]), value, args[4].isNull() ? null : args[4].asLong()};
        return later(args[1].asLong(), host.apply("store.set", entry), invocation);
    }

    /** An HTTP response as the prelude's fetch takes it; its body stays here until it is read. */
    String response(Object[] parts, Invocation invocation) {
        String[] headers = (String[]) parts[4];
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            pairs.append(i == 0 ? "" : ",")
                    .append('[')
                    .append(JsonText.string(headers[i]))
                    .append(',')
                    .append(JsonText.string(headers[i + 1]))
                    .append(']');
        }
        byte[] body = (byte[]) parts[5];
        return "{\"status\":" + parts[0] + ",\"statusText\":" + JsonText.string((String) parts[1]) + ",\"url\":"
                + JsonText.string((String) parts[2]) + ",\"redirected\":" + parts[3] + ",\"headers\":[" + pairs
                + "],\"body\":" + invocation.keepBody(body) + ",\"size\":" + body.length + '}';
    }

    private void countStoreOperation(Invocation invocation) {
        if (invocation.countStoreOperation() > spec.storeOperations()) {
            throw new RefusedException("an invocation may use the store " + spec.storeOperations() + " times");
        }
    }

    private static String key(Value value) {
        String key = value.asString();
        if (key.length() > LONGEST_KEY) {
            throw new RefusedException("a key of the store has at most " + LONGEST_KEY + " characters");
        }
        return key;
    }

    private Object later(long id, Object stage, Invocation invocation) {
        invocation.awaits();
        ((CompletionStage<?>) stage)
                .whenComplete((value, failure) -> sandbox.post(
                        failure == null
                                ? new Answer(invocation, id, true, value)
                                : new Answer(invocation, id, false, message(failure))));
        return null;
    }

    private String message(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return blotter.blot(String.valueOf(cause.getMessage()));
    }

    /** What the author's code is told as an Error. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message, null, false, false);
        }
    }
}
