package dev.cdp.bench.collector;

import dev.cdp.bench.load.Load;
import dev.cdp.bench.load.LoadResult;
import dev.cdp.bench.load.Wrk;
import dev.cdp.bench.measure.Row;
import dev.cdp.bench.measure.Samples;
import dev.cdp.bench.measure.Target;
import dev.cdp.bench.server.Allocation;
import dev.cdp.bench.server.Hotspots;
import dev.cdp.bench.server.Recording;
import dev.cdp.bench.server.Server;
import dev.cdp.bench.server.Servers;
import dev.cdp.bench.stack.Services;
import dev.cdp.local.dist.Repository;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The collector beside an empty endpoint: same machine, same flags, same load, in turns. */
public final class CollectorBench {
    private static final int BATCH = 100;
    private static final double MIB = 1 << 20;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final CollectorOptions options;
    private final Repository repository;
    private final PrintStream out;
    private final Load track;
    private final Load batch;
    private final Wrk wrk;

    public CollectorBench(CollectorOptions options, Repository repository, PrintStream out) throws IOException {
        this.options = options;
        this.repository = repository;
        this.out = out;
        this.track = new Load(1, options.connections(), options.round());
        this.batch = new Load(BATCH, options.connections(), options.round());
        this.wrk = new Wrk(options.home(), Services.WRITE_KEY);
    }

    /**
     * Measures all of it.
     *
     * @throws IllegalStateException when an event was not accepted, or was lost: there are no figures then
     */
    public List<Row> run() throws IOException, InterruptedException {
        out.println("starting Kafka, PostgreSQL, Redis, the collector and the empty endpoint");
        Servers servers = new Servers(repository, options.home());
        try (Services services = Services.start(repository);
                Server collector = servers.collector(services.environment());
                Server empty = servers.emptyEndpoint()) {
            Ledger ledger = Ledger.open(collector, services);
            List<Row> rows = new ArrayList<>();
            // First, as it is about the growth since the start.
            if (options.memoryEvents() > 0) {
                rows.add(memory(collector, ledger));
            }
            for (Load load : List.of(track, batch)) {
                drive(empty, load.lasting(options.warmUp()));
                driveCounted(collector, ledger, load.lasting(options.warmUp()));
            }
            rows.addAll(0, measure(collector, empty, ledger));
            if (options.profile()) {
                profile(collector, ledger, track, "track");
                profile(collector, ledger, batch, "batch");
            }
            return rows;
        }
    }

    private List<Row> measure(Server collector, Server empty, Ledger ledger) throws IOException, InterruptedException {
        Measured ofTrack = new Measured();
        Measured ofBatch = new Measured();
        Measured emptyTrack = new Measured();
        Measured emptyBatch = new Measured();
        for (int round = 1; round <= options.rounds(); round++) {
            measure(empty, track, emptyTrack, null);
            measure(collector, track, ofTrack, ledger);
            measure(empty, batch, emptyBatch, null);
            measure(collector, batch, ofBatch, ledger);
            out.printf(
                    "round %d of %d: track %,.0f/s beside %,.0f/s, batch %,.0f events/s beside %,.0f/s%n",
                    round,
                    options.rounds(),
                    ofTrack.latestRate(),
                    emptyTrack.latestRate(),
                    ofBatch.latestRate() * BATCH,
                    emptyBatch.latestRate() * BATCH);
        }
        List<Row> rows = new ArrayList<>(Rows.ofTrack(ofTrack, emptyTrack));
        rows.add(Row.of(
                "collector track, allocation per event",
                allocation(collector, ledger, track),
                "B",
                allocation(empty, null, track),
                null));
        rows.addAll(Rows.ofBatch(ofBatch, emptyBatch, BATCH));
        rows.add(Row.of(
                "collector batch of 100, allocation per event",
                allocation(collector, ledger, batch),
                "B",
                allocation(empty, null, batch),
                null));
        return rows;
    }

    private void measure(Server server, Load load, Measured measured, Ledger ledger)
            throws IOException, InterruptedException {
        long before = server.cpuMicros();
        LoadResult result = drive(server, load);
        if (ledger != null) {
            ledger.balance(load, result);
        }
        measured.add(result, server.cpuMicros() - before);
    }

    private Samples allocation(Server server, Ledger ledger, Load load) throws IOException, InterruptedException {
        Recording recording = Recording.ofAllocation(server, options.home(), "allocation");
        LoadResult result = ledger == null ? drive(server, load) : driveCounted(server, ledger, load);
        long bytes = Allocation.bytes(recording.stop());
        return new Samples(List.of((double) bytes / (result.requests() * load.eventsPerRequest())));
    }

    private Row memory(Server collector, Ledger ledger) throws IOException, InterruptedException {
        out.printf("memory: %,d events through /batch%n", options.memoryEvents());
        long sent = driveCounted(collector, ledger, batch.lasting(MINUTE)).requests() * BATCH;
        Samples atFirst = resident(collector);
        while (sent < options.memoryEvents()) {
            out.printf("  %,d events, %,.0f MiB%n", sent, collector.residentBytes() / MIB);
            sent += driveCounted(collector, ledger, batch.lasting(MINUTE)).requests() * BATCH;
        }
        String name = "collector memory after %,d million events".formatted(options.memoryEvents() / 1_000_000);
        return Row.of(name, resident(collector), "MiB", atFirst, Target.ratioAtMost(1.1));
    }

    private static Samples resident(Server server) throws IOException {
        return new Samples(List.of(server.residentBytes() / MIB));
    }

    private void profile(Server collector, Ledger ledger, Load load, String name)
            throws IOException, InterruptedException {
        Recording recording = Recording.ofHotspots(collector, options.home(), name);
        driveCounted(collector, ledger, load);
        java.nio.file.Path file = recording.stop();
        out.printf("%n== %s: %s%n", name, file);
        Hotspots.print(file, out);
    }

    private LoadResult driveCounted(Server collector, Ledger ledger, Load load)
            throws IOException, InterruptedException {
        LoadResult result = drive(collector, load);
        ledger.balance(load, result);
        return result;
    }

    private LoadResult drive(Server server, Load load) throws IOException, InterruptedException {
        return wrk.run(server.url(), load);
    }
}
