package dev.cdp.udf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the public examples for Segment's, RudderStack's and Jitsu's functions do, written in our own words: each runs as
 * it would there.
 */
class PublicExamplesTest {
    private static final String ORDER = "{\"type\":\"track\",\"event\":\"Order Completed\",\"messageId\":\"m1\","
            + "\"userId\":\"u1\",\"context\":{\"ip\":\"203.0.113.9\",\"page\":{\"url\":"
            + "\"https://shop.example/p?utm_source=mail&gclid=abc\"}},\"properties\":{\"total\":30,\"email\":"
            + "\"ann@example.com\",\"products\":[{\"sku\":\"a\",\"price\":10},{\"sku\":\"b\",\"price\":20}]}}";
    private static final String IDENTIFY =
            "{\"type\":\"identify\",\"messageId\":\"m2\",\"userId\":\"u1\",\"traits\":{\"email\":\"Ann@Example.com\"}}";

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
    void segmentHandlerOfTheTypeIsCalledWithTheSettings() {
        assertThat(run("""
                        async function onTrack(event, settings) {
                          event.properties.region = settings.region
                          return { total: event.properties.total, region: event.properties.region }
                        }
                        async function onIdentify(event) { return { id: event.userId } }
                        """, ORDER, "{\"region\":\"eu\"}")).isEqualTo("{\"total\":30,\"region\":\"eu\"}");
    }

    @Test
    void segmentTypeWithoutAHandlerIsDropped() {
        assertThat(run("async function onTrack(event) { return event }", IDENTIFY, "{}"))
                .isEmpty();
    }

    @Test
    void segmentEventNotSupportedDropsAndInvalidPayloadFails() {
        String code = """
                async function onTrack(event, settings) {
                  if (settings.strict) throw new InvalidEventPayload('total is missing')
                  throw new EventNotSupported('no orders')
                }
                """;
        assertThat(run(code, ORDER, "{}")).isEmpty();
        assertThat(Harness.failure(result(code, ORDER, "{\"strict\":true}")).message())
                .contains("InvalidEventPayload: total is missing");
    }

    @Test
    void rudderStackTransformEventGetsItsMetadataFunction() {
        assertThat(run("""
                        export function transformEvent(event, metadata) {
                          const meta = metadata(event)
                          if (event.event === 'Ignored') return
                          log('seen', event.event)
                          return { event: event.event, known: typeof meta.sourceId }
                        }
                        """, ORDER, "{}")).isEqualTo("{\"event\":\"Order Completed\",\"known\":\"string\"}");
    }

    @Test
    void rudderStackAllowListKeepsSomeEventsOnly() {
        String code = """
                const allowed = ['Order Completed', 'Product Added']
                export function transformEvent(event) {
                  return allowed.includes(event.event) ? { event: event.event } : null
                }
                """;
        assertThat(run(code, ORDER, "{}")).isEqualTo("{\"event\":\"Order Completed\"}");
        assertThat(run(code, IDENTIFY, "{}")).isEmpty();
    }

    @Test
    void rudderStackCampaignIsReadFromThePagesAddress() {
        assertThat(run("""
                        export function transformEvent(event) {
                          const query = new URL(event.context.page.url).searchParams
                          return { source: query.get('utm_source'), click: query.get('gclid') }
                        }
                        """, ORDER, "{}")).isEqualTo("{\"source\":\"mail\",\"click\":\"abc\"}");
    }

    @Test
    void jitsuRetryErrorIsImportedFromItsLibrary() {
        FunctionResult result = result("""
                import { RetryError } from '@jitsu/functions-lib'
                export default async function (event, { log, fetch, props }) {
                  log.info('trying')
                  throw new RetryError('busy')
                }
                """, ORDER, "{}");
        assertThat(result).isInstanceOf(FunctionResult.Retry.class);
    }

    @Test
    void jitsuFunctionDropsByItsWordAndFansOut() {
        assertThat(run("export default async (event) => 'drop'", ORDER, "{}")).isEmpty();
        assertThat(run(
                        "export default async (event) => event.properties.products.map(({ sku }) => ({ sku }))",
                        ORDER,
                        "{}"))
                .isEqualTo("{\"sku\":\"a\"}\n{\"sku\":\"b\"}");
    }

    @Test
    void personalDataIsHashedOrTakenOut() {
        assertThat(run("""
                        export default async function (event) {
                          const bytes = new TextEncoder().encode(event.traits.email.trim().toLowerCase())
                          const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
                          return { email: [...digest].map(b => b.toString(16).padStart(2, '0')).join('').slice(0, 12) }
                        }
                        """, IDENTIFY, "{}")).matches("\\{\"email\":\"[0-9a-f]{12}\"}");
        assertThat(run("""
                        export default ({ properties: { email, ...rest }, context: { ip, ...context } }) =>
                          ({ rest: Object.keys(rest), context: Object.keys(context) })
                        """, ORDER, "{}")).isEqualTo("{\"rest\":[\"total\",\"products\"],\"context\":[\"page\"]}");
    }

    @Test
    void commonJsBundleOfAnAuthorRunsInOneFile() {
        assertThat(run("""
                        var lib = (() => {
                          var module = { exports: {} };
                          (function (module, exports) { exports.twice = (n) => n * 2 })(module, module.exports)
                          return module.exports
                        })()
                        export default (event) => ({ total: lib.twice(event.properties.total) })
                        """, ORDER, "{}")).isEqualTo("{\"total\":60}");
    }

    private static FunctionResult result(String code, String event, String props) {
        try (CompiledFunction function =
                harness.compile(FunctionSpec.of("w1", "f1", "example", 1, code).withProps(props))) {
            return Harness.run(function, event);
        }
    }

    /** The events, one in a line. */
    private static String run(String code, String event, String props) {
        return String.join("\n", Harness.events(result(code, event, props)));
    }
}
