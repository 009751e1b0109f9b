package dev.cdp.flink.shared;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * One instance per key for all who hold it, closed with the last of them. Held in a static field it makes one instance
 * per TaskManager: subtasks have no other place in common. Flink gives each job a class loader, so jobs that travel in
 * a jar share nothing with each other, and what is closed here goes with its job.
 *
 * @param <K> what instances are told apart by
 */
public final class SharedInstances<K, T extends AutoCloseable> {
    private final Map<K, Instance<T>> instances = new HashMap<>();

    private static final class Instance<T> {
        private final T value;
        private int holders;

        Instance(T value) {
            this.value = value;
        }
    }

    /** One holder's hold of an instance. */
    public final class Hold implements AutoCloseable {
        private final K key;
        private final T value;
        private boolean released;

        private Hold(K key, T value) {
            this.key = key;
            this.value = value;
        }

        public T get() {
            return value;
        }

        /** Lets go; the last one to do so closes the instance. Again: no effect. */
        @Override
        public void close() throws Exception {
            synchronized (instances) {
                if (!released) {
                    released = true;
                    release(key);
                }
            }
        }
    }

    /** Holds the instance of this key, made now when nobody else holds one. */
    public Hold hold(K key, Function<K, T> make) {
        synchronized (instances) {
            Instance<T> instance = instances.computeIfAbsent(key, absent -> new Instance<>(make.apply(absent)));
            instance.holders++;
            return new Hold(key, instance.value);
        }
    }

    private void release(K key) throws Exception {
        Instance<T> instance = instances.get(key);
        instance.holders--;
        if (instance.holders == 0) {
            instances.remove(key);
            instance.value.close();
        }
    }
}
