package dev.cdp.flink.job;

import dev.cdp.contract.KafkaAccess;
import dev.cdp.flink.connection.Destination;
import dev.cdp.flink.connector.clickhouse.ClickHouseConnection;
import dev.cdp.flink.connector.clickhouse.ClickHouseSink;
import dev.cdp.flink.connector.clickhouse.ClickHouseSinkBuilder;
import dev.cdp.flink.connector.clickhouse.ParkedRows;
import dev.cdp.flink.enrichment.Enricher;
import dev.cdp.flink.functions.FunctionSettings;
import dev.cdp.flink.kafka.KafkaCluster;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * The program arguments of all jobs; README.md lists them.
 *
 * @param warehouse of a delivery job to a warehouse, as far as its destination does not say
 * @param destination of the delivery job
 * @param guarantee of the rows in ClickHouse
 * @param enrichment of the processing job
 * @param backfillIntervalMs of the delivery job
 * @param functions what those of the delivery job may reach
 * @param destinationNetworks where a destination's own server may be although they are not public
 * @param replay of the replay job; empty for the others
 * @param allowRewind start without state, or from an older one, although the job has gone on since
 */
record JobArguments(
        KafkaCluster kafka,
        ClickHouseConnection clickHouse,
        DestinationLogin warehouse,
        Destination destination,
        DeliveryGuarantee guarantee,
        Enricher.Settings enrichment,
        FunctionSettings functions,
        List<String> destinationNetworks,
        int parallelism,
        long checkpointIntervalMs,
        long progressIntervalMs,
        long backfillIntervalMs,
        String replay,
        boolean allowRewind) {
    private static final Argument<String> KAFKA = Argument.text(
            "kafka",
            "CDP_KAFKA_BOOTSTRAP",
            "127.0.0.1:9092",
            "[^:,\\s/]+:\\d{1,5}(,[^:,\\s/]+:\\d{1,5})*|\\[[0-9a-fA-F:]+]:\\d{1,5}",
            "host:port, several separated by commas",
            "Kafka's bootstrap servers");
    private static final Argument<String> KAFKA_CLIENT_CONFIG = Argument.text(
            "kafka-client-config",
            KafkaAccess.FILE_VARIABLE,
            "",
            "(?s).*",
            "a path",
            "file of Kafka client properties with which to log in: security.*, sasl.*, ssl.*, config.providers*; read"
                    + " where main runs");
    private static final Argument<String> TOPIC_PREFIX = Argument.text(
            "topic-prefix",
            "CDP_TOPIC_PREFIX",
            "",
            "[a-zA-Z0-9._-]{0,100}",
            "at most 100 letters, digits, dots, dashes and underscores",
            "stands before every topic, consumer group and transactional id: a second installation on one Kafka");
    private static final Argument<String> CLICKHOUSE = Argument.text(
            "clickhouse",
            "CDP_CLICKHOUSE_URL",
            "http://127.0.0.1:8123",
            "https?://[^/?#\\s]+/?",
            "http://host:port or https://host:port, without a path",
            "one server, not a load balancer in front of several");
    private static final Argument<String> DATABASE = Argument.text(
            "clickhouse-database", "CDP_CLICKHOUSE_DATABASE", "cdp", "\\S+", "a name", "database of all tables");
    private static final Argument<String> USER =
            Argument.text("clickhouse-user", "CDP_CLICKHOUSE_USER", "default", "\\S+", "a name", "who writes");
    private static final Argument<String> PASSWORD = Argument.text(
            "clickhouse-password", "CDP_CLICKHOUSE_PASSWORD", "", "(?s).*", "text", "better given in a file");
    private static final Argument<String> WAREHOUSE = Argument.text(
            "warehouse",
            "CDP_WAREHOUSE_JDBC_URL",
            "jdbc:postgresql://127.0.0.1:5432/warehouse",
            "jdbc:\\w+:\\S+",
            "jdbc:postgresql://host:port/database",
            "of a destination of type postgresql that has no url");
    private static final Argument<String> WAREHOUSE_USER = Argument.text(
            "warehouse-user", "CDP_WAREHOUSE_USER", "cdp", "\\S+", "a name", "who writes, unless it has a user");
    private static final Argument<String> WAREHOUSE_PASSWORD = Argument.text(
            "warehouse-password", "CDP_WAREHOUSE_PASSWORD", "", "(?s).*", "text", "better given in a file");
    private static final Argument<Destination> DESTINATION = new Argument<>(
            "destination",
            "CDP_DESTINATION",
            Destination.BUILT_IN.id(),
            "clickhouse or workspace/destination",
            "of the delivery job; clickhouse is the built-in one, of all workspaces",
            Destination::parse);
    private static final Argument<DeliveryGuarantee> GUARANTEE = new Argument<>(
            "guarantee",
            "CDP_GUARANTEE",
            "exactly_once",
            "exactly_once or at_least_once",
            "of rows in ClickHouse; at_least_once inserts sooner, and may write rows again after a failure",
            JobArguments::guarantee);
    private static final Argument<String> GEO_DATABASE = Argument.text(
            "geo-database",
            "CDP_GEO_DATABASE",
            "",
            "(?s).*",
            "a path",
            "file in MaxMind's format on each TaskManager, for country and city; the processing job's");
    private static final Argument<String> REDIS = Argument.text(
            "redis",
            "CDP_REDIS_URL",
            "",
            "|rediss?://\\S+",
            "redis://host:port or rediss://host:port",
            "where the functions' ctx.store lies; the delivery job's");
    private static final Argument<String> SECRET_KEY = Argument.text(
            "secret-key",
            "CDP_SECRET_KEY",
            "",
            "(?s)|.{32,}",
            "at least 32 characters",
            "the admin service's, for the functions' ctx.secrets and the destination's password; better given in a file");
    private static final Argument<String> FETCH_HOSTS = Argument.text(
            "fetch-hosts",
            "CDP_FETCH_HOSTS",
            "",
            "|[^\\s,/]+(,[^\\s,/]+)*",
            "names, such as api.example.com or *.example.com, separated by commas",
            "which functions may fetch; all public ones where none is given");
    private static final Argument<String> FETCH_PRIVATE_NETWORKS = Argument.text(
            "fetch-private-networks",
            "CDP_FETCH_PRIVATE_NETWORKS",
            "",
            "|[0-9a-fA-F:./]+(,[0-9a-fA-F:./]+)*",
            "networks, such as 10.1.0.0/16, separated by commas",
            "which functions may fetch although they are not public");
    private static final Argument<String> DESTINATION_PRIVATE_NETWORKS = Argument.text(
            "destination-private-networks",
            "CDP_DESTINATION_PRIVATE_NETWORKS",
            "",
            "|[0-9a-fA-F:./]+(,[0-9a-fA-F:./]+)*",
            "networks, such as 10.1.0.0/16, separated by commas",
            "in which a destination's own url may be although they are not public");
    private static final Argument<Integer> PARALLELISM = Argument.number(
            "parallelism",
            "CDP_PARALLELISM",
            2,
            1,
            JobEnvironment.MAX_PARALLELISM,
            "of every operator; the job takes as many slots");
    private static final Argument<Integer> CHECKPOINT_INTERVAL = Argument.number(
            "checkpoint-interval-ms",
            "CDP_CHECKPOINT_INTERVAL_MS",
            1_000,
            10,
            3_600_000,
            "rows and processed events become visible with a checkpoint");

    private static final Argument<Integer> PROGRESS_INTERVAL = Argument.number(
            "progress-interval-ms",
            "CDP_PROGRESS_INTERVAL_MS",
            10_000,
            100,
            600_000,
            "how often the ledger is told how far the job has come; it takes seven reports to call an event lost");

    private static final Argument<Integer> BACKFILL_INTERVAL = Argument.number(
            "backfill-interval-ms",
            "CDP_BACKFILL_INTERVAL_MS",
            10_000,
            100,
            600_000,
            "for so long new links are collected, whose earlier events then get their user together");

    private static final Argument<String> REPLAY = Argument.text(
            "replay",
            "",
            "",
            "[A-Za-z0-9-]{0,64}",
            "at most 64 letters, digits and dashes",
            "which row of the table replays is to be done; the replay job's");

    private static final List<Argument<?>> ALL = List.of(
            KAFKA,
            KAFKA_CLIENT_CONFIG,
            TOPIC_PREFIX,
            CLICKHOUSE,
            DATABASE,
            USER,
            PASSWORD,
            WAREHOUSE,
            WAREHOUSE_USER,
            WAREHOUSE_PASSWORD,
            DESTINATION,
            GUARANTEE,
            GEO_DATABASE,
            REDIS,
            SECRET_KEY,
            FETCH_HOSTS,
            FETCH_PRIVATE_NETWORKS,
            DESTINATION_PRIVATE_NETWORKS,
            PARALLELISM,
            CHECKPOINT_INTERVAL,
            PROGRESS_INTERVAL,
            BACKFILL_INTERVAL,
            REPLAY);
    /** Where an operator asks for blocks to be parked, in the database of the rows. */
    static final String PARKED_BLOCKS = "parked_blocks";

    private static final String ALLOW_REWIND = "allow-rewind";
    private static final String HELP = "help";

    /**
     * Reads the arguments, in this order, from the command line, the file of {@code --config} and the environment.
     *
     * @throws ArgumentException with the list of all for {@code --help}; for an unknown name, or a value that is not
     *     what its name asks for
     */
    static JobArguments parse(String[] args) {
        return parse(args, System.getenv());
    }

    static JobArguments parse(String[] args, Map<String, String> environment) {
        ArgumentSources given = ArgumentSources.of(args, environment);
        if (given.has(HELP)) {
            throw new ArgumentException(help());
        }
        given.refuseUnknown(ALL.stream().map(Argument::name).toList(), Set.of(ALLOW_REWIND, HELP));
        return new JobArguments(
                new KafkaCluster(access(given), given.read(TOPIC_PREFIX)),
                new ClickHouseConnection(
                        given.read(CLICKHOUSE), given.read(DATABASE), given.read(USER), given.read(PASSWORD)),
                new DestinationLogin(given.read(WAREHOUSE), given.read(WAREHOUSE_USER), given.read(WAREHOUSE_PASSWORD)),
                given.read(DESTINATION),
                given.read(GUARANTEE),
                new Enricher.Settings(given.read(GEO_DATABASE)),
                new FunctionSettings(
                        given.read(REDIS),
                        given.read(SECRET_KEY),
                        list(given.read(FETCH_HOSTS)),
                        list(given.read(FETCH_PRIVATE_NETWORKS))),
                list(given.read(DESTINATION_PRIVATE_NETWORKS)),
                given.read(PARALLELISM),
                given.read(CHECKPOINT_INTERVAL),
                given.read(PROGRESS_INTERVAL),
                given.read(BACKFILL_INTERVAL),
                given.read(REPLAY),
                given.has(ALLOW_REWIND));
    }

    /**
     * A sink of these arguments, for as many tables as the job has.
     *
     * @param parked where the rows of blocks go that an operator parks
     */
    ClickHouseSinkBuilder clickHouseSink(ParkedRows parked) {
        return ClickHouseSink.builder()
                .connection(clickHouse)
                .guarantee(guarantee)
                .parking(PARKED_BLOCKS, parked);
    }

    private static KafkaAccess access(ArgumentSources given) {
        try {
            return KafkaAccess.of(given.read(KAFKA), given.read(KAFKA_CLIENT_CONFIG));
        } catch (IllegalArgumentException e) {
            throw new ArgumentException("--kafka-client-config: " + e.getMessage());
        }
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    private static DeliveryGuarantee guarantee(String text) {
        DeliveryGuarantee guarantee = DeliveryGuarantee.valueOf(text.toUpperCase(Locale.ROOT));
        Argument.require(guarantee != DeliveryGuarantee.NONE);
        return guarantee;
    }

    private static String help() {
        return ALL.stream()
                .map(argument -> "  --%s  %s; %s. Default: %s; environment: %s"
                        .formatted(
                                argument.name(),
                                argument.allowed(),
                                argument.meaning(),
                                argument.otherwise().isEmpty() ? "none" : argument.otherwise(),
                                argument.variable().isEmpty() ? "none" : argument.variable()))
                .collect(Collectors.joining("\n", "Arguments of the job:\n", """

                          --allow-rewind  start without state, or from an older one, although the job has gone on since
                          --config  a file of name=value lines, asked after the command line; environment: CDP_JOB_CONFIG
                        Asked in this order: command line, file, environment, default."""));
    }
}
