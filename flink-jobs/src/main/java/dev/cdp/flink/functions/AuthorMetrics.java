package dev.cdp.flink.functions;

import dev.cdp.udf.FunctionRef;
import dev.cdp.udf.host.FunctionMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * {@code ctx.metrics} as metrics of Flink's: {@code functions.workspace.W.function.F.NAME}; a counter is its sum, a
 * time has {@code NAME_count} and {@code NAME_sum} in ms. One registry for all subtasks of a TaskManager, shown by the
 * first of those that are there. Names are bounded, and what comes beyond counts in {@link #refused}.
 */
final class AuthorMetrics implements FunctionMetrics {
    private static final int MOST_NAMES = 2_000;
    private static final int MOST_OF_FUNCTION = 50;
    private static final int LONGEST_NAME = 80;

    private final Map<Key, Figure> figures = new ConcurrentHashMap<>();
    private final Map<Function, AtomicInteger> names = new ConcurrentHashMap<>();
    private final List<MetricGroup> groups = new ArrayList<>();
    private final AtomicLong refused = new AtomicLong();

    private record Function(String workspaceId, String id) {}

    private record Key(Function function, Kind kind, String name) {}

    /** What values of a name have become. */
    private static final class Figure {
        private final DoubleAdder sum = new DoubleAdder();
        private final AtomicLong count = new AtomicLong();
        private volatile double last;
    }

    @Override
    public void record(FunctionRef caller, Kind kind, String name, double value) {
        Key key = new Key(new Function(caller.workspaceId(), caller.id()), kind, plain(name));
        Figure figure = figures.get(key);
        if (figure == null) {
            figure = added(key);
        }
        if (figure == null) {
            refused.incrementAndGet();
            return;
        }
        figure.last = value;
        figure.count.incrementAndGet();
        figure.sum.add(value);
    }

    /** Values whose names were too many. */
    long refused() {
        return refused.get();
    }

    private synchronized Figure added(Key key) {
        Figure known = figures.get(key);
        if (known != null) {
            return known;
        }
        AtomicInteger ofFunction = names.computeIfAbsent(key.function(), absent -> new AtomicInteger());
        if (figures.size() >= MOST_NAMES || ofFunction.get() >= MOST_OF_FUNCTION) {
            return null;
        }
        ofFunction.incrementAndGet();
        Figure figure = new Figure();
        figures.put(key, figure);
        if (!groups.isEmpty()) {
            show(key, figure, groups.get(0));
        }
        return figure;
    }

    /** From now on this group may show them. */
    synchronized void attach(MetricGroup group) {
        groups.add(group);
        if (groups.size() == 1) {
            figures.forEach((key, figure) -> show(key, figure, group));
        }
    }

    /** This group is about to go; another one that is there takes over. */
    synchronized void detach(MetricGroup group) {
        boolean hasShown = groups.indexOf(group) == 0;
        groups.remove(group);
        if (hasShown && !groups.isEmpty()) {
            figures.forEach((key, figure) -> show(key, figure, groups.get(0)));
        }
    }

    private static void show(Key key, Figure figure, MetricGroup group) {
        MetricGroup own = group.addGroup("functions")
                .addGroup("workspace", key.function().workspaceId())
                .addGroup("function", key.function().id());
        switch (key.kind()) {
            case COUNTER -> own.gauge(key.name(), (Gauge<Double>) figure.sum::sum);
            case GAUGE -> own.gauge(key.name(), (Gauge<Double>) () -> figure.last);
            case TIMING -> {
                own.gauge(key.name() + "_count", (Gauge<Long>) figure.count::get);
                own.gauge(key.name() + "_sum", (Gauge<Double>) figure.sum::sum);
            }
        }
    }

    private static String plain(String name) {
        String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return cut.replaceAll("[^A-Za-z0-9_]", "_");
    }
}
