package dev.cdp.udf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a function may return, and what becomes of it. */
class ReturnFormsTest {
    private static Harness harness;

    @BeforeAll
    static void open() {
        harness = new Harness();
    }

    @AfterAll
    static void close() {
        harness.close();
    }

    @Test
    void returnedEventReplacesTheOneThatCameIn() {
        assertThat(harness.events("export default (event) => ({ ...event, event: 'Renamed' })"))
                .singleElement()
                .asString()
                .contains("\"event\":\"Renamed\"", "\"total\":9.5", "ann@example.com");
    }

    @Test
    void eventMayBeChangedInPlace() {
        assertThat(harness.events("export default (event) => { delete event.properties.email; return event }"))
                .singleElement()
                .asString()
                .doesNotContain("email");
    }

    @Test
    void arrayFansOutInItsOrder() {
        assertThat(harness.events("export default (e) => [1, 2, 3].map((n) => ({ n }))"))
                .containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
    }

    @Test
    void nothingsWithinAnArrayAreLeftOut() {
        assertThat(harness.events("export default (e) => [null, { a: 1 }, undefined, false, 'drop']"))
                .containsExactly("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "undefined", "false", "'drop'", "[]", "Promise.resolve(null)", "Promise.resolve()"})
    void nothingDropsTheEvent(String nothing) {
        assertThat(harness.events("export default () => " + nothing)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "42",
                "true",
                "'keep'",
                "Symbol('x')",
                "() => 1",
                "[[{}]]",
                "[1]",
                "10n",
                "({ a: 10n })",
                "(() => { const a = {}; a.a = a; return a })()",
                "({ toJSON: () => 1 })",
                "({ toJSON: () => undefined })"
            })
    void whatIsNoEventIsAFailure(String value) {
        assertThat(harness.failure("export default () => (" + value + ")").kind())
                .isEqualTo(FailureKind.INVALID_RESULT);
    }

    @Test
    void promiseIsAwaited() {
        assertThat(harness.events(
                        "export default async (e) => { await null; return { ok: await Promise.resolve(1) } }"))
                .containsExactly("{\"ok\":1}");
    }

    @Test
    void promiseOfAnArrayFansOut() {
        assertThat(harness.events("export default async () => [{ a: 1 }, { a: 2 }]"))
                .hasSize(2);
    }

    @Test
    void objectWithAThenMethodIsAwaited() {
        assertThat(harness.events("export default () => ({ then: (done) => done({ a: 1 }) })"))
                .containsExactly("{\"a\":1}");
    }

    @Test
    void textsKeepEveryCharacter() {
        assertThat(harness.events("export default () => ({ t: 'ä€😀\\u2028\\0' })"))
                .singleElement()
                .asString()
                .contains("ä€😀");
    }

    @Test
    void retryErrorAsksForAnotherTry() {
        assertThat(harness.run("export default () => { throw new RetryError('later', { delay: 1500 }) }"))
                .isEqualTo(new FunctionResult.Retry("RetryError: later", java.time.Duration.ofMillis(1500)));
    }

    @Test
    void rejectedRetryErrorAsksForAnotherTryToo() {
        assertThat(harness.run("import { RetryError } from '@jitsu/functions-lib'\n"
                        + "export default async () => { await 1; throw new RetryError('later') }"))
                .isEqualTo(new FunctionResult.Retry("RetryError: later", null));
    }

    @Test
    void bundledCopyOfRetryErrorIsKnownByItsName() {
        assertThat(harness.run("class RetryError extends Error { name = 'RetryError' }\n"
                        + "export default () => { throw new RetryError('x') }"))
                .isInstanceOf(FunctionResult.Retry.class);
    }

    @Test
    void authorsErrorClassMaySetItsNameAndObjectsTheirToString() {
        assertThat(harness.value("""
                        (() => {
                          class Missing extends Error {
                            constructor(message) { super(message); this.name = 'Missing'; this.message = 'no ' + message }
                          }
                          const object = {}
                          object.toString = () => 'mine'
                          object.constructor = 'own'
                          return `${new Missing('total')} ${object} ${object.constructor}`
                        })()""")).isEqualTo("{\"v\":\"Missing: no total mine own\"}");
    }

    @Test
    void thrownErrorTellsFunctionLineAndColumn() {
        FunctionResult.Failed failure = harness.failure("""
                function mask(event) {
                  return event.missing.email
                }
                export default function (event) {
                  return mask(event)
                }
                """);

        assertThat(failure.kind()).isEqualTo(FailureKind.CRASHED);
        assertThat(failure.message()).contains("TypeError").contains("email");
        assertThat(failure.function()).isEqualTo("mask");
        assertThat(failure.line()).isEqualTo(2);
        assertThat(failure.column()).isEqualTo(10);
        assertThat(failure.stack().get(0)).isEqualTo("at mask (enrich.js:2:10)");
        assertThat(failure.stack()).allMatch(line -> line.contains("enrich.js")).hasSizeBetween(2, 3);
    }

    @Test
    void rejectionTellsItsPlaceAfterAnAwait() {
        FunctionResult.Failed failure = harness.failure("""
                async function load() {
                  await null
                  throw new Error('no luck')
                }
                export default async (event) => load()
                """);

        assertThat(failure.message()).isEqualTo("Error: no luck");
        assertThat(failure.function()).isEqualTo("load");
        assertThat(failure.line()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'text'", "42", "null", "undefined", "({ code: 7 })", "Symbol('s')"})
    void anythingMayBeThrown(String thrown) {
        assertThat(harness.failure("export default () => { throw " + thrown + " }")
                        .kind())
                .isEqualTo(FailureKind.CRASHED);
        assertThat(harness.failure("export default async () => { throw " + thrown + " }")
                        .kind())
                .isEqualTo(FailureKind.CRASHED);
    }

    @Test
    void promiseThatNothingSettlesFailsAtOnce() {
        assertThat(harness.failure("export default () => new Promise(() => {})").kind())
                .isEqualTo(FailureKind.TIMED_OUT);
    }
}
