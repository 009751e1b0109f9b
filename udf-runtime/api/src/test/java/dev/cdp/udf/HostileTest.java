package dev.cdp.udf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.udf.FunctionResult.Failed;
import dev.cdp.udf.FunctionResult.Returned;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Functions that mean harm. Each is stopped or finds nothing to harm, and its neighbour of another
 * workspace, compiled before it, goes on as if nothing had been.
 */
class HostileTest {
    private static final Set<FailureKind> STOPPED = EnumSet.of(
            FailureKind.TOO_MANY_EVENTS,
            FailureKind.TIMED_OUT,
            FailureKind.TOO_MANY_STATEMENTS,
            FailureKind.OUT_OF_MEMORY,
            FailureKind.CRASHED);
    private static final Limits LIMITS =
            Limits.DEFAULT.withWallTime(Duration.ofSeconds(1)).withCpuTime(Duration.ofMillis(300));

    private static Harness harness;
    private static CompiledFunction neighbour;

    @BeforeAll
    static void open() {
        harness = new Harness(
                RuntimeOptions.DEFAULT.withOwnThreads(2).withBreaker(Integer.MAX_VALUE, Duration.ZERO),
                HostServices.NONE);
        neighbour = harness.compile(FunctionSpec.of(
                "other", "n1", "neighbour", 1, "let seen = 0\nexport default (e) => ({ n: ++seen, m: e.messageId })"));
    }

    @AfterAll
    static void close() {
        harness.close();
    }

    /** What each does, and that it must be stopped for it. */
    enum Stopped {
        ENDLESS_LOOP("while (true) {}"),
        ENDLESS_LOOP_THAT_CATCHES("while (true) { try { while (true) {} } catch {} finally { continue } }"),
        ENDLESS_RECURSION("const f = () => f() + 1; return f()"),
        ENDLESS_PROMISES("const f = () => Promise.resolve().then(f); return f()"),
        ENDLESS_AWAITS("return (async () => { while (true) await null })()"),
        ENDLESS_MICROTASKS("const f = () => queueMicrotask(f); f(); return new Promise(() => {})"),
        ENDLESS_TIMERS("return new Promise(() => { setInterval(() => {}, 1) })"),
        TIMER_BEYOND_THE_TIME("return new Promise((done) => setTimeout(done, 1e9, event))"),
        ENDLESS_GETTER("return { get x() { while (true) {} } }"),
        ENDLESS_PROXY_TRAP("return new Proxy({}, { ownKeys() { while (true) {} } })"),
        ENDLESS_PROXY_CHAIN("const h = {}; const p = new Proxy({}, h); Object.setPrototypeOf(h, p); return p.x"),
        ENDLESS_TO_JSON("return { toJSON() { while (true) {} } }"),
        ENDLESS_THEN("return { then() { while (true) {} } }"),
        ENDLESS_COMPARATOR("return [3, 2, 1].sort(() => { while (true) {} })"),
        ENDLESS_ITERATOR("return [...{ [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }) }) }]"),
        ENDLESS_GENERATOR("function* g() { while (true) yield 1 }\nfor (const x of g()) {}"),
        ENDLESS_TO_STRING("return `${{ toString() { while (true) {} } }}`"),
        ENDLESS_ERROR("throw { get name() { while (true) {} }, get message() { while (true) {} } }"),
        ENDLESS_REPLACER("return 'a'.replace(/a/, () => { while (true) {} })"),
        BACKTRACKING_REGEX("return /^(a+)+\\1b$/.test('a'.repeat(200)) ? event : null"),
        BACKTRACKING_LOOKBEHIND(
                "return /(?<=(a|aa)+)\\1$/.test('a'.repeat(5000) + 'b'.repeat(9)) && /((a*)*)*\\2b/.test('a'.repeat(40))"),
        HUGE_ARRAY("const a = []; while (true) a.push({ a: 1, b: [1, 2, 3] })"),
        HUGE_ARRAY_BY_FILL("return new Array(4e8).fill(1).map((x) => ({ x }))"),
        HUGE_ARRAY_FROM("return Array.from({ length: 1e9 }, (_, i) => ({ i }))"),
        HUGE_STRING("let s = 'x'; while (true) s += s"),
        HUGE_STRING_BY_REPEAT("return { s: 'x'.repeat(2 ** 29) }"),
        HUGE_STRING_BY_PAD("return { s: 'x'.padStart(2 ** 30 - 30) }"),
        HUGE_JOIN("return { s: new Array(2 ** 27).join('abcdefgh') }"),
        HUGE_BUFFER("return { b: new ArrayBuffer(2 ** 31 - 1).byteLength }"),
        HUGE_TYPED_ARRAY("return { b: new Float64Array(2 ** 28).length }"),
        MANY_BUFFERS("const a = []; while (true) a.push(new ArrayBuffer(2 ** 20))"),
        HUGE_MAP("const m = new Map(); for (let i = 0; ; i++) m.set(i, { i })"),
        HUGE_SET_OF_STRINGS("const s = new Set(); for (let i = 0; ; i++) s.add('key' + i)"),
        HUGE_CLOSURES("let f = () => 0; while (true) { const g = f; f = () => g() + 1 }"),
        HUGE_JSON("let j = '['.repeat(5e6) + ']'.repeat(5e6); return { v: JSON.parse(j) }"),
        DEEP_JSON_OUT("let o = {}; for (let i = 0; i < 1e6; i++) o = { o }; return o"),
        HUGE_BIGINT("let n = 2n; while (true) n = n * n"),
        HUGE_SYMBOLS("for (let i = 0; ; i++) Symbol.for('s' + i + 'x'.repeat(1000))"),
        HUGE_CLONE("const a = []; a.length = 2 ** 32 - 1; return structuredClone(a)"),
        HUGE_SPREAD("return Math.max(...new Array(3e7))"),
        LONG_LOG("while (true) console.log('x'.repeat(1e6))"),
        MANY_WEAK_REFS("const a = []; while (true) a.push(new WeakRef({}))");

        private final String body;

        Stopped(String body) {
            this.body = body;
        }
    }

    @ParameterizedTest
    @EnumSource(Stopped.class)
    void isStopped(Stopped hostile) {
        int before = seen();

        FunctionResult result = harness.run(hostile("export default (event, ctx) => { " + hostile.body + "\n}"));

        assertThat(result).isInstanceOf(Failed.class);
        assertThat(((Failed) result).kind()).isIn(STOPPED);
        assertThat(seen()).as("the neighbour's context is the same").isEqualTo(before + 1);
    }

    /** Expressions that reach for what is not there; each has to be true. */
    enum Harmless {
        NO_EVAL("throws(() => eval('1'))"),
        NO_INDIRECT_EVAL("throws(() => (0, eval)('1'))"),
        NO_FUNCTION_CONSTRUCTOR("throws(() => new Function('return 1')())"),
        NO_FUNCTION_BY_CONSTRUCTOR("throws(() => (() => 1).constructor('return 1')())"),
        NO_ASYNC_FUNCTION_CONSTRUCTOR("throws(() => (async () => 1).constructor('return 1')())"),
        NO_GENERATOR_CONSTRUCTOR("throws(() => (function* () {}).constructor('yield 1')())"),
        NO_JAVA("typeof Java === 'undefined' && typeof Packages === 'undefined' && typeof java === 'undefined'"),
        NO_POLYGLOT("typeof Polyglot === 'undefined' && typeof Graal === 'undefined' && typeof Debug === 'undefined'"),
        NO_LOAD(
                "typeof load === 'undefined' && typeof loadWithNewGlobal === 'undefined' && typeof print === 'undefined'"),
        NO_SHELL("typeof quit === 'undefined' && typeof read === 'undefined' && typeof readbuffer === 'undefined'"),
        NO_SHARED_MEMORY("typeof SharedArrayBuffer === 'undefined' && typeof Atomics === 'undefined'"),
        NO_WORKERS("typeof Worker === 'undefined'"),
        NO_WEB_ASSEMBLY("typeof WebAssembly === 'undefined'"),
        NO_PROCESS("typeof process === 'undefined' && typeof require === 'undefined' && typeof module === 'undefined'"),
        NO_REALM("typeof Realm === 'undefined' && typeof ShadowRealm === 'undefined'"),
        NO_IMPORT_OF_FILES("await import('/etc/passwd').then(() => false, () => true)"),
        NO_IMPORT_OF_URLS("await import('https://example.com/x.js').then(() => false, () => true)"),
        NO_IMPORT_OF_DATA("await import('data:text/javascript,export default 1').then(() => false, () => true)"),
        NO_HOST_CLASS_BY_CONSTRUCTOR(
                "typeof ctx.fetch.constructor.constructor === 'function' && throws(() => ctx.fetch.constructor('return 1')())"),
        NO_GET_CLASS(
                "event.getClass === undefined && ctx.getClass === undefined && ctx.log.info.getClass === undefined"),
        NO_HOST_ERROR(
                "await ctx.store.get('x').then(() => false, (e) => e instanceof Error && e.getClass === undefined && e.constructor === Error)"),
        NO_PRELUDE_SCOPE(
                "typeof host === 'undefined' && typeof pending === 'undefined' && typeof harden === 'undefined'"),
        NO_CALLER("throws(() => ctx.log.info.caller) && throws(() => ctx.log.info.arguments)"),
        NO_GLOBAL_THIS_BY_CALL("(function () { return this })() === undefined"),
        NO_STACK_OF_THE_HOST("!/java|graal|Sandbox|cdp-prelude/i.test(stack())"),
        NO_STACK_OBJECTS(
                "(() => { try { Error.prepareStackTrace = (e, s) => s } catch {} return typeof new Error().stack !== 'object' })()"),
        FROZEN_OBJECT_PROTOTYPE("throws(() => { Object.prototype.polluted = 1 }) && {}.polluted === undefined"),
        FROZEN_ARRAY_PROTOTYPE(
                "throws(() => { Array.prototype.map = () => [] }) && throws(() => { Array.prototype.x = 1 })"),
        FROZEN_BY_PROTO(
                "throws(() => { ({}).__proto__.polluted = 1 }) && throws(() => { event.constructor.prototype.polluted = 1 })"),
        FROZEN_PROMISE("throws(() => { Promise.prototype.then = () => {} }) && throws(() => { Promise.resolve = 1 })"),
        FROZEN_JSON("throws(() => { JSON.parse = () => ({}) }) && throws(() => { JSON.stringify = () => '{}' })"),
        FROZEN_INTRINSICS_OF_GENERATORS(
                "throws(() => { Object.getPrototypeOf(function* () {}).x = 1 }) && throws(() => { Object.getPrototypeOf([][Symbol.iterator]()).next = 1 })"),
        FROZEN_REGEXP("throws(() => { RegExp.prototype.exec = () => null }) && RegExp.$1 === undefined"),
        FROZEN_GLOBALS(
                "throws(() => { globalThis.leak = 1 }) && throws(() => { globalThis.fetch = 1 }) && throws(() => { Math.random = () => 4 })"),
        FROZEN_CTX(
                "throws(() => { ctx.fetch = 1 }) && throws(() => { ctx.store.get = 1 }) && throws(() => { ctx.props.x = 1 })"),
        FROZEN_WEB_CLASSES(
                "throws(() => { URL.prototype.toString = 1 }) && throws(() => { Response.prototype.json = 1 })"),
        NO_SECRETS_OF_OTHERS("Object.keys(ctx.secrets).length === 0"),
        NO_LONG_SLEEP_BY_ATOMICS("typeof Atomics?.wait === 'undefined'");

        private final String expression;

        Harmless(String expression) {
            this.expression = expression.replace("Atomics?.wait", "globalThis.Atomics?.wait");
        }
    }

    @ParameterizedTest
    @EnumSource(Harmless.class)
    void findsNothingToHarm(Harmless hostile) {
        int before = seen();

        FunctionResult result = harness.run(hostile("""
                const throws = (f) => { try { f(); return false } catch { return true } }
                const stack = () => { try { ctxless.x } catch (e) { return String(e.stack) } }
                export default async (event, ctx) => ({ ok: (%s) })
                """.formatted(hostile.expression)));

        assertThat(Harness.events(result)).containsExactly("{\"ok\":true}");
        assertThat(seen()).isEqualTo(before + 1);
    }

    private static FunctionSpec hostile(String code) {
        return FunctionSpec.of("evil", "h1", "hostile", 1, code).withLimits(LIMITS);
    }

    /** How many events the neighbour has counted, with this one. */
    private static int seen() {
        FunctionResult result = Harness.run(neighbour, Harness.EVENT);
        assertThat(result).isInstanceOf(Returned.class);
        return Integer.parseInt(Harness.events(result).get(0).replaceAll("\\D*(\\d+),.*", "$1"));
    }
}
