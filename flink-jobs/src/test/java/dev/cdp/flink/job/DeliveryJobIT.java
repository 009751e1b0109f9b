package dev.cdp.flink.job;

import static dev.cdp.flink.Events.DAY;
import static dev.cdp.flink.Events.NOON;
import static dev.cdp.flink.Events.identify;
import static dev.cdp.flink.Events.track;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetterCodec;
import dev.cdp.contract.Enrichment;
import dev.cdp.contract.EventType;
import dev.cdp.contract.IdentityLink;
import dev.cdp.contract.ProcessedEventCodec;
import dev.cdp.contract.Topics;
import dev.cdp.flink.Events;
import dev.cdp.testkit.ClickHouseService;
import java.util.List;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeliveryJobIT {
    @RegisterExtension
    static final MiniClusterExtension FLINK = Flink.cluster();

    private JobFixture fixture;
    private ClickHouseService clickHouse;
    private RunningJob job;

    @BeforeEach
    void open(@InjectMiniCluster MiniCluster flink) {
        fixture = new JobFixture(flink);
        clickHouse = fixture.clickHouse();
        job = fixture.run(DeliveryJob::main, fixture.withClickHouse());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everyFieldOfATrackEventStandsInItsColumn() {
        Events event = event(track("m1")).anonymous("anna").payload("""
                {"type":"track","event":"Product Viewed","anonymousId":"anna",
                 "properties":{"productId":"p-1","price":10,"inStock":true,"sku":null,
                               "dimensions":{"Width CM":2.5},"sizes":[1,2],"date":"2026-01-31","ean":"0042"},
                 "context":{"library":{"name":"analytics-node"},"page":{"url":"https://shop.example/p"}}}""");

        deliver(event, "u1", null);

        assertThat(row("m1", """
                event_id, row_no, version, source_id, type, event, name, anonymous_id, user_id, previous_id, group_id,
                channel, received_at, sent_at, original_timestamp, timestamp, ip"""))
                .isEqualTo(String.join(
                        "\t",
                        event.eventId().toString(),
                        "0",
                        Long.toString(NOON),
                        "src",
                        "track",
                        "Product Viewed",
                        "",
                        "anna",
                        "u1",
                        "",
                        "",
                        "live",
                        DAY + " 12:00:00.000",
                        DAY + " 11:59:59.800",
                        DAY + " 11:59:58.800",
                        DAY + " 11:59:59.000",
                        "203.0.113.7"));
        assertThat(row("m1", "properties"))
                .isEqualTo("{\"date\":\"2026-01-31\",\"dimensions_width_cm\":2.5,\"ean\":\"0042\",\"in_stock\":true,"
                        + "\"price\":10,\"product_id\":\"p-1\",\"sizes\":[1,2]}");
        assertThat(row("m1", "context"))
                .isEqualTo("{\"library_name\":\"analytics-node\",\"page_url\":\"https:\\/\\/shop.example\\/p\"}");
        assertThat(row("m1", "traits")).isEqualTo("{}");
    }

    @Test
    void whatWasFoundOutAboutAnEventStandsInColumns() {
        Events event = event(track("m1"));
        Enrichment enrichment = new Enrichment(
                new Enrichment.Geo("DE", "Köln"),
                new Enrichment.UserAgent("Googlebot", "2", "Android", "14", "Spider", true),
                new Enrichment.Campaign("news", "mail", "spring", "shoes", "top"));
        byte[] value = ProcessedEventCodec.write("", null, enrichment, event.kafkaValue());
        fixture.send(Topics.PROCESSED, event.partitionKey().getBytes(UTF_8), value, event.kafkaHeaders());

        assertThat(row("m1", """
                country, city, ua_browser, ua_browser_version, ua_os, ua_os_version, ua_device, is_bot, utm_source,
                utm_medium, utm_campaign, utm_term, utm_content"""))
                .isEqualTo("DE\tKöln\tGooglebot\t2\tAndroid\t14\tSpider\ttrue\tnews\tmail\tspring\tshoes\ttop");
    }

    @Test
    void oneFieldHasOneTypeWhateverItsValuesLookLike() {
        deliver(event(track("whole")).payload("{\"properties\":{\"price\":10}}"), "", null);
        deliver(event(track("broken")).payload("{\"properties\":{\"price\":10.5}}"), "", null);
        deliver(event(track("huge")).payload("{\"properties\":{\"price\":1e300}}"), "", null);
        row("huge", "1");
        assertThat(clickHouse.query("SELECT properties.price.:Float64 FROM events FINAL WHERE workspace_id = '"
                        + fixture.workspace + "' ORDER BY properties.price.:Float64"))
                .isEqualTo("10\n10.5\n1e300");
    }

    @Test
    void arraysOfAnyShapeAreStoredWithoutLosingATypeOrABlock() {
        deliver(event(track("m1")).payload("""
                {"properties":{"objects":[{"id":1,"tags":["a"]},{"id":"x","a.b":2}],"mixed":[1,"a"],"nested":[[1],["a"]],
                 "empty":[],"nulls":[null],"flags":[1,true],"large":[9007199254740993,0.5],
                 "big":12345678901234567890,"bigger":123456789012345678901,"beyond":1e999}}"""), "", null);

        assertThat(row("m1", "JSONAllPathsWithTypes(properties)"))
                .contains("'mixed':'Array(Dynamic)'")
                .contains("'nested':'Array(Dynamic)'")
                .contains("'objects':'Array(JSON")
                .contains("'flags':'String'")
                .contains("'large':'String'")
                .contains("'big':'UInt64'")
                .contains("'bigger':'Float64'")
                .contains("'beyond':'String'");
        assertThat(row("m1", "properties.flags")).isEqualTo("[1,true]");
        assertThat(row("m1", "properties.large")).isEqualTo("[9007199254740993,0.5]");
    }

    @Test
    void linkBecomesARowOfIdentityLinks() {
        Events identify =
                event(identify("i1")).anonymous("anna").user("u1").payload("{\"traits\":{\"eMail\":\"a@b\"}}");

        deliver(identify, "u1", new IdentityLink("anna", "u1", "identify"));

        assertThat(row("i1", "traits")).isEqualTo("{\"e_mail\":\"a@b\"}");
        // The tables of a checkpoint are written one after the other.
        Awaitility.await("the link").atMost(JobFixture.PATIENCE).until(() -> !clickHouse
                .query("SELECT 1 FROM identity_links WHERE workspace_id = '" + fixture.workspace + "'")
                .isEmpty());
        assertThat(clickHouse.query("SELECT event_id, source_id, message_id, anonymous_id, user_id, cause, linked_at"
                        + " FROM identity_links FINAL WHERE workspace_id = '" + fixture.workspace + "'"))
                .isEqualTo(String.join(
                        "\t",
                        identify.eventId().toString(),
                        "src",
                        "i1",
                        "anna",
                        "u1",
                        "identify",
                        DAY + " 12:00:00.000"));
    }

    @Test
    void collisionGoesToTheDeadLettersOnceAndItsLinkIsKept() {
        Events colliding =
                event(track("m1")).anonymous("anna").user("u1").payload("{\"properties\":{\"a b\":1,\"aB\":2}}");
        deliver(colliding, "u1", new IdentityLink("anna", "u1", "both_ids"));
        deliver(event(track("m2")), "", null);
        row("m2", "1");

        DeadLetter letter = onlyDeadLetter();
        assertThat(letter.stage()).isEqualTo(DeadLetter.Stage.DELIVERY);
        assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.NAME_COLLISION);
        assertThat(letter.field()).isEqualTo("properties.a_b");
        assertThat(letter.destinationId()).isEqualTo("clickhouse");
        assertThat(letter.eventId()).isEqualTo(colliding.eventId());
        assertThat(letter.payload()).isEqualTo("{\"properties\":{\"a b\":1,\"aB\":2}}");
        assertThat(count("events")).isEqualTo(1);
        assertThat(count("identity_links")).isEqualTo(1);
    }

    @Test
    void refusedRowGoesToTheDeadLettersAloneAndItsNeighboursArrive() throws Exception {
        deliver(event(track("before")), "", null);
        deliver(event(track("half a pair")).payload("{\"properties\":{\"emoji\":\"\\ud83d\"}}"), "", null);
        deliver(event(track("after")), "", null);
        job.loseTaskManager();
        deliver(event(track("later")), "", null);
        row("before", "1");
        row("after", "1");
        row("later", "1");

        DeadLetter letter = onlyDeadLetter();
        assertThat(letter.messageId()).isEqualTo("half a pair");
        assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.ROW_REFUSED);
        assertThat(letter.stage()).isEqualTo(DeadLetter.Stage.DELIVERY);
        assertThat(letter.field()).isEqualTo("properties");
        assertThat(count("events")).isEqualTo(3);
    }

    @Test
    void replayReplacesTheRowOfItsEventAndOneForAnotherDestinationIsSkipped() {
        Events event = event(track("m1"));
        deliver(event.payload("{\"properties\":{\"attempt\":\"first\"}}"), "", null);
        row("m1", "1");

        deliver(
                event.payload("{\"properties\":{\"attempt\":\"for others\"}}").replayedFor("r1", "warehouse"),
                "",
                null);
        deliver(event.payload("{\"properties\":{\"attempt\":\"second\"}}").replayed("r2"), "", null);

        Awaitility.await("the replay").atMost(JobFixture.PATIENCE).until(() -> row("m1", "properties.attempt")
                .equals("second"));
        assertThat(Long.parseLong(clickHouse.query(
                        "SELECT count() FROM events WHERE workspace_id = '" + fixture.workspace + "'")))
                .as("rows written; fewer when the server has merged them")
                .isLessThanOrEqualTo(2);
    }

    @Test
    void clocksThatAreWildCostNoRow() {
        deliver(event(track("m1")).clientTime(Long.MIN_VALUE / 2), "", null);
        assertThat(row("m1", "sent_at, original_timestamp, timestamp")).isEqualTo("\\N\t\\N\t" + DAY + " 12:00:00.000");
    }

    @Test
    void pageGroupAndAliasHaveTheirOwnColumns() {
        deliver(event(track("p")).type(EventType.PAGE).payload("{\"name\":\"Home\"}"), "", null);
        deliver(
                event(track("g")).type(EventType.GROUP).payload("{\"groupId\":\"acme\",\"traits\":{\"seats\":3}}"),
                "",
                null);
        deliver(event(Events.alias("a", "anna", "u1")), "u1", null);
        assertThat(row("p", "event, name")).isEqualTo("\tHome");
        assertThat(row("g", "group_id, traits.seats")).isEqualTo("acme\t3");
        assertThat(row("a", "previous_id, user_id")).isEqualTo("anna\tu1");
    }

    private Events event(Events event) {
        return event.workspace(fixture.workspace);
    }

    private void deliver(Events event, String userId, IdentityLink link) {
        byte[] value = ProcessedEventCodec.write(userId, link, event.kafkaValue());
        fixture.send(Topics.PROCESSED, event.partitionKey().getBytes(UTF_8), value, event.kafkaHeaders());
    }

    /** Waits for the row of this message and returns these columns. */
    private String row(String messageId, String columns) {
        String query = "SELECT " + columns + " FROM events FINAL WHERE workspace_id = '" + fixture.workspace
                + "' AND message_id = '" + messageId + "'";
        return Awaitility.await("row of " + messageId)
                .atMost(JobFixture.PATIENCE)
                .until(() -> clickHouse.query(query + " FORMAT TSVRaw"), row -> !row.isBlank());
    }

    private long count(String table) {
        return Long.parseLong(
                clickHouse.query("SELECT count() FROM " + table + " WHERE workspace_id = '" + fixture.workspace + "'"));
    }

    private DeadLetter onlyDeadLetter() {
        List<DeadLetter> letters = fixture.receive(Topics.DEAD_LETTERS, 1).stream()
                .map(record -> DeadLetterCodec.read(record.value()))
                .toList();
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }
}
