package dev.cdp.collector.health;

/** A service that the collector uses, as /ready names it. */
public interface Dependency {
    /** Lower case, for example {@code kafka}. */
    String name();

    /** What is known of it; never blocks. */
    Health health();

    /**
     * The state of a dependency.
     *
     * @param up it answers
     * @param blocking the collector can't accept events without it as things stand
     * @param detail for an operator: why it is not up, or how it does; may be empty
     */
    record Health(boolean up, boolean blocking, String detail) {
        /** It answers. */
        public static final Health UP = new Health(true, false, "");

        /** It answers, and this is how it does. */
        public static Health up(String detail) {
            return new Health(true, false, detail);
        }

        /** It is away, and nothing can be accepted. */
        public static Health blocked(String detail) {
            return new Health(false, true, detail);
        }

        /** It is away, and the collector goes on without it. */
        public static Health degraded(String detail) {
            return new Health(false, false, detail);
        }
    }
}
