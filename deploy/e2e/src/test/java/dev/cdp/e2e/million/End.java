package dev.cdp.e2e.million;

/**
 * How an event ends for one destination.
 *
 * @param detail of the ledger: which connection or function it was, or empty
 * @param stage of its dead letter, or empty
 * @param field of its dead letter
 * @param function of its dead letter
 */
record End(
        String destination,
        String state,
        String reason,
        String detail,
        int rows,
        String stage,
        String field,
        String function) {

    static Of at(String destination) {
        return new Of(destination);
    }

    /** Ends for one destination. */
    record Of(String destination) {
        End delivered(int rows) {
            return new End(destination, "delivered", "", "", rows, "", "", "");
        }

        End dropped(String reason, String detail) {
            return new End(destination, "dropped", reason, detail, 0, "", "", "");
        }

        /** A function did. */
        End failed(String function) {
            return new End(destination, "dead_letter", "function_failed", function, 0, "function", "", function);
        }

        /** There is no row of it that the destination takes. */
        End refused(String reason, String field) {
            return new End(destination, "dead_letter", reason, "", 0, "delivery", field, "");
        }
    }
}
