package dev.cdp.udf;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Loads the engine once for the life of the JVM. GraalJS keeps classes, threads' state and a native
 * library that are never let go: loaded by each job's class loader anew, it costs 17 MB of metaspace a
 * time. So its class loader is kept in the system properties, the one place that all class loaders
 * share, under the content's hash; another version of the job finds it there again, or loads its own.
 *
 * <p>Found, in this order: the engine and GraalJS on the class path (an installation that has them in
 * the cluster's lib folder, or a test); GraalJS alone there, joined by our nested engine; all of it
 * nested beside this class.
 */
final class EngineLoader {
    private static final String ENTRY = "dev.cdp.udf.engine.Entry";
    private static final String GRAAL = "org.graalvm.polyglot.Engine";
    private static final String KEPT = "dev.cdp.udf.engine.";

    private EngineLoader() {}

    /** What starts a runtime; see {@link Spi}. */
    static Function<Map<String, Object>, BiFunction<String, Object[], Object>> entry() {
        ClassLoader ours = EngineLoader.class.getClassLoader();
        Class<?> onClassPath = find(ENTRY, ours);
        if (onClassPath != null) {
            return instance(onClassPath);
        }
        NestedJars nested = NestedJars.beside(ours)
                .orElseThrow(() -> new FunctionRuntimeException(
                        "no function engine: neither cdp-udf-engine on the class path nor nested jars"));
        Class<?> graal = find(GRAAL, ours);
        String key = KEPT + nested.hash() + (graal == null ? "" : "@" + System.identityHashCode(graal));
        // Interned strings are the same objects for all class loaders: one load at a time in this JVM.
        synchronized (key.intern()) {
            Class<?> kept = (Class<?>) System.getProperties().get(key);
            if (kept == null) {
                kept = load(nested, graal);
                System.getProperties().put(key, kept);
            }
            return instance(kept);
        }
    }

    private static Class<?> load(NestedJars nested, Class<?> graal) {
        ClassLoader parent = graal == null ? ClassLoader.getPlatformClassLoader() : graal.getClassLoader();
        URL[] jars = (graal == null ? nested.all() : nested.engineOnly()).toArray(new URL[0]);
        // Never closed: it is meant to live as long as the JVM.
        Class<?> entry = find(ENTRY, new URLClassLoader("cdp-udf-engine", jars, parent));
        if (entry == null) {
            throw new FunctionRuntimeException("the nested jars hold no " + ENTRY);
        }
        return entry;
    }

    private static Class<?> find(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    private static Function<Map<String, Object>, BiFunction<String, Object[], Object>> instance(Class<?> entry) {
        try {
            return (Function<Map<String, Object>, BiFunction<String, Object[], Object>>)
                    entry.getConstructor().newInstance();
        } catch (InstantiationException
                | IllegalAccessException
                | InvocationTargetException
                | NoSuchMethodException e) {
            throw new FunctionRuntimeException("the function engine does not start", e);
        }
    }
}
