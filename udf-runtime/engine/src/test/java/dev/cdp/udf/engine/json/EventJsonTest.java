package dev.cdp.udf.engine.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same as {@code JSON.parse} and {@code JSON.stringify}, or nothing at all. */
class EventJsonTest {
    private static final int EVENTS = 3_000;

    private final Context context = Context.newBuilder("js")
            .option("engine.WarnInterpreterOnly", "false")
            .build();
    private EventJson json;
    private Value parse;
    private Value stringify;
    private Value alike;

    @BeforeEach
    void open() {
        json = EventJson.of(context);
        assertThat(json.reader()).as("fits this version of GraalJS").isNotNull();
        parse = context.eval("js", "JSON.parse");
        stringify = context.eval("js", "(event) => JSON.stringify(event)");
        // Also what JSON does not tell: the sign of zero, prototypes, what properties may be done to, whether an array
        // is one.
        alike = context.eval("js", """
                (function alike(a, b) {
                  if (typeof a !== 'object' || a === null) return Object.is(a, b)
                  if (Array.isArray(a) !== Array.isArray(b) || Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false
                  const ours = Reflect.ownKeys(a), theirs = Reflect.ownKeys(b)
                  return ours.length === theirs.length && ours.every((key, i) => {
                    const one = Object.getOwnPropertyDescriptor(a, key), other = Object.getOwnPropertyDescriptor(b, key)
                    return key === theirs[i] && one.writable === other.writable && one.enumerable === other.enumerable
                      && one.configurable === other.configurable && alike(one.value, other.value)
                  })
                })
                """);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void randomEventsAreReadAndWrittenAsTheBuiltInsDo() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RandomJson events = new RandomJson(random);
        for (int i = 0; i < EVENTS; i++) {
            String text = events.object();
            Value object = read(text);
            assertThat(object.isNull()).as("%s, seed %d", text, seed).isFalse();
            assertThat(alike.execute(object, parse.execute(text)).asBoolean())
                    .as("%s, seed %d", text, seed)
                    .isTrue();
            // Such a key stands before all others, which is the built-in's to do.
            String expected = stringified(object);
            assertThat(write(object))
                    .as("seed %d", seed)
                    .isEqualTo(expected.contains(RandomJson.INDEX) ? null : expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " { \"a\" : [ 1 , { } , [ ] ] , \"b\" : null } ",
                "{\"a\":1,\"a\":2,\"b\":3,\"a\":{\"c\":1}}",
                "{\"b\":1,\"2\":1,\"a\":1,\"1\":1,\"01\":1,\"-1\":1,\"4294967295\":1}",
                "{\"__proto__\":{\"polluted\":true},\"constructor\":1,\"toString\":2,\"hasOwnProperty\":3}",
                "{\"a\":[0,-0,0.0,-0.0,1.0,1e3,1E-3,1.5e+300,123456789,1234567890,2147483648,-2147483648,9007199254740993,1e400]}",
                "{\"a\":\"\\u0041\\ud83d\\ude00\\ud83d \\\"\\\\\\/\\b\\f\\n\\r\\t\",\"\\u0061\":2}",
                "{\"ä\":\"ü€😀\",\"😀\":{\"ä\":1}}",
                "{\"a\":[1,2.5,\"x\",null,true,[],{}],\"b\":[1,2],\"c\":[1.5,2],\"d\":[null]}"
            })
    void whatIsUnusualIsReadAsTheBuiltInDoes(String text) {
        for (int round = 0; round < 2; round++) {
            assertThat(alike.execute(read(text), parse.execute(text)).asBoolean())
                    .as(stringified(read(text)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{\"a\":1}x",
                "{a:1}",
                "{\"a\" 1}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":-}",
                "{\"a\":1e}",
                "{\"a\":+1}",
                "{\"a\":tru}",
                "{\"a\":nul",
                "{\"a\":\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u00g0\"}",
                "{\"a\":\"\\u00\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":[1,]}",
                "{\"a\":[1}",
                "{\"a\"b\":1}"
            })
    void whatIsNoEventIsLeftToTheBuiltIn(String text) {
        read("{\"a\":1,\"b\":2}");
        assertThat(read(text).isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{a: undefined, b: 1, c: undefined}",
                "{a: NaN, b: Infinity, c: -0, d: 1e21, e: 1e-7, f: 0.1 + 0.2, g: 2 ** 53, h: -(2 ** 31), i: 123456.789}",
                "{a: [undefined, null, , 1], b: [,], c: new Array(3), d: [1, 2.5], e: ['x']}",
                "{a: 'a\\u2028\\u2029\\u0000\\u001f\\u007f\\u0080\\ud800 \\udc00\\ud83d\\ude00\\ue000\\uffff', 'q\"k\\\\': 1}",
                "Object.assign(Object.create(null), {a: Object.assign(Object.create(null), {b: 1})})",
                "Object.freeze({a: Object.freeze([1, 2])})",
                "(() => { const o = {a: 1, b: 2, c: 3}; delete o.b; o.b = 4; return o })()",
                "(() => { const o = {a: 1}; o.a = 1.5; o.a = 'x'; return [o, {a: 2}] })()[0]",
                "(() => { const a = [1, 2, 3]; a.shift(); a.push('x'); a.length = 5; return {a} })()",
                "{a: {b: {c: [[[1]]]}}, [Symbol('s')]: 1}",
                "(() => { const o = {a: 1}; Object.defineProperty(o, 'hidden', {value: 1}); return o })()"
            })
    void plainObjectsAreWrittenAsTheBuiltInDoes(String code) {
        Value object = context.eval("js", "(" + code + ")");
        for (int round = 0; round < 2; round++) {
            assertThat(write(object)).isEqualTo(stringified(object));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a: () => 1}",
                "{a: Symbol('s')}",
                "{a: 1n}",
                "{a: new Date(0)}",
                "{a: new Map()}",
                "{a: new String('x')}",
                "{toJSON() { return {b: 1} }}",
                "{a: {toJSON: 1}}",
                "{get a() { return 1 }}",
                "{a: 1, 2: 1, 1: 1}",
                "new Proxy({a: 1}, {})",
                "{a: new Proxy([1], {})}",
                "{a: Object.assign([1], {toJSON: () => 2})}",
                "{a: Object.create({toJSON: () => 2})}",
                "new (class Event { a = 1; toJSON() { return 2 } })()",
                "new (class Many extends Array {})()",
                "(() => { const o = {}; o.o = o; return o })()",
                "(() => { let o = {}; for (let i = 0; i < 1000; i++) o = {o}; return o })()",
                "[1]",
                "null",
                "'text'",
                "{a: 'x'.repeat(9_000_000)}"
            })
    void whatIsNotPlainIsLeftToTheBuiltIn(String code) {
        json.next(new byte[0]);
        assertThat(json.writer().execute(context.eval("js", "(" + code + ")")).asBoolean())
                .isFalse();
        assertThat(json.taken()).isEmpty();
    }

    @Test
    void eventsWithManyKeysOfTheirOwnAreReadAndWritten() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder("{\"type\":\"track\",\"properties\":{");
            for (int k = 0; k < 100; k++) {
                text.append(k == 0 ? "" : ",")
                        .append("\"k")
                        .append(random.nextInt(100_000))
                        .append("\":")
                        .append(k);
            }
            Value object = read(text.append("}}").toString());
            assertThat(alike.execute(object, parse.execute(text.toString())).asBoolean())
                    .isTrue();
            assertThat(write(object)).isEqualTo(stringified(object));
        }
    }

    @Test
    void severalEventsAreKeptInOrderUntilTheNextComes() {
        Value one = read("{\"n\":1}");
        assertThat(json.writer().execute(one).asBoolean()).isTrue();
        json.add("{\"n\":\"ä\"}");
        assertThat(json.taken())
                .extracting(event -> new String(event, UTF_8))
                .containsExactly("{\"n\":1}", "{\"n\":\"ä\"}");
        json.next("{}".getBytes(UTF_8));
        assertThat(json.taken()).isEmpty();
    }

    private Value read(String text) {
        json.next(text.getBytes(UTF_8));
        return json.reader().execute();
    }

    /** What was written; null when the event was not taken. */
    private String write(Value event) {
        json.next(new byte[0]);
        boolean taken = json.writer().execute(event).asBoolean();
        List<byte[]> events = json.taken();
        return taken ? new String(events.get(0), UTF_8) : null;
    }

    private String stringified(Value event) {
        return stringify.execute(event).asString();
    }
}
