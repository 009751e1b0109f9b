package dev.cdp.local.upgrade;

/**
 * What a check has found.
 *
 * @param part that was looked at
 * @param said what was found there
 * @param todo what to do before an upgrade; empty: nothing
 */
public record Finding(String part, String said, String todo) {
    static Finding well(String part, String said) {
        return new Finding(part, said, "");
    }

    public boolean isWell() {
        return todo.isEmpty();
    }
}
