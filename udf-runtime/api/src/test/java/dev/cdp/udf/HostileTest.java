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
                RuntimeOptions.DEFAULT
                        .withBreaker(Integer.MAX_VALUE, Duration.ZERO)
                        .withWaste(Duration.ofDays(1)),
                HostServices.NONE);
        neighbour = harness.compile(FunctionSpec.of(
                "other", "n1", "neighbour", 1, "let seen = 0\nexport default (e) => ({ n: ++seen, m: e.messageId })"));
    }

    @AfterAll
    static void close() {
        harness.close();
    }

    @ParameterizedTest
    @EnumSource(Hostile.class)
    void isStopped(Hostile hostile) {
        int before = seen();

        FunctionResult result = harness.run(hostile(hostile.code()));

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
