package dev.cdp.admin;

/** Shortens SQL and what drivers say about it to one line for a terminal. */
public final class OneLine {
    private static final int LIMIT = 300;

    private OneLine() {}

    public static String of(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LIMIT ? line : line.substring(0, LIMIT - 1) + "…";
    }

    /** The message of the innermost cause, which is the server's or the socket's own. */
    public static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : of(root.getMessage());
    }
}
