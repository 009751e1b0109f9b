package dev.cdp.flink.job;

/**
 * One argument of the jobs.
 *
 * @param name given as {@code --name value}, and as {@code name} in the file of {@code --config}
 * @param variable the environment variable that is asked last; empty when there is none
 * @param otherwise what stands when nobody gives it
 * @param allowed what a value must be, to complete "it must be …"
 * @param meaning for the list that {@code --help} prints
 * @param reader makes the value of its text
 */
record Argument<T>(String name, String variable, String otherwise, String allowed, String meaning, Reader<T> reader) {

    /** Throws {@link IllegalArgumentException} for a text that is not allowed. */
    @FunctionalInterface
    interface Reader<T> {
        T read(String text);
    }

    /** A text of this form. */
    static Argument<String> text(
            String name, String variable, String otherwise, String pattern, String allowed, String meaning) {
        return new Argument<>(name, variable, otherwise, allowed, meaning, text -> {
            require(text.matches(pattern));
            return text;
        });
    }

    /** A whole number from {@code least} to {@code most}. */
    static Argument<Integer> number(String name, String variable, int otherwise, int least, int most, String meaning) {
        String allowed = "a whole number from %d to %d".formatted(least, most);
        return new Argument<>(name, variable, Integer.toString(otherwise), allowed, meaning, text -> {
            int value = Integer.parseInt(text);
            require(value >= least && value <= most);
            return value;
        });
    }

    static void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException();
        }
    }

    /**
     * Reads a value.
     *
     * @param text as given
     * @param source where it was given, for the error
     * @throws ArgumentException naming the argument, the value and what is allowed
     */
    T read(String text, String source) {
        try {
            return reader.read(text.strip());
        } catch (IllegalArgumentException e) {
            throw new ArgumentException("--%s is '%s' (%s), but it must be %s".formatted(name, text, source, allowed));
        }
    }
}
