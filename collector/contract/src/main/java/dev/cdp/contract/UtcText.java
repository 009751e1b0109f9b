package dev.cdp.contract;

/**
 * Reads the one form of time that JavaScript's {@code toISOString} gives and nearly every SDK sends:
 * {@code 2026-01-31T23:59:59.123Z}, with any number of decimals up to nine, or none. Java's own parser would be a
 * fifth of the collector's work on an event.
 */
final class UtcText {
    /** What is written in another form, or is no time. */
    static final long OTHER = Long.MIN_VALUE;

    private static final String FORM = "dddd-dd-ddTdd:dd:dd";
    private static final int SECONDS_LENGTH = FORM.length();
    private static final int MAX_LENGTH = SECONDS_LENGTH + ".123456789Z".length();
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    private static final int[] DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int DAYS_BEFORE_1970 = daysBefore(1970);

    private UtcText() {}

    /** Epoch milliseconds, rounded down; or {@link #OTHER}. */
    static long parse(String text) {
        int length = text.length();
        if (length <= SECONDS_LENGTH || length > MAX_LENGTH || !hasForm(text) || text.charAt(length - 1) != 'Z') {
            return OTHER;
        }
        int millis = millis(text, length - 1);
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (millis < 0 || !isDay(year, month, day) || hour > 23 || minute > 59 || second > 59) {
            return OTHER;
        }
        long days = daysBefore(year) - DAYS_BEFORE_1970 + DAYS_BEFORE_MONTH[month - 1] + day - 1L;
        if (month > 2 && isLeap(year)) {
            days++;
        }
        return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1_000 + millis;
    }

    private static boolean hasForm(String text) {
        for (int i = 0; i < SECONDS_LENGTH; i++) {
            char form = FORM.charAt(i);
            char c = text.charAt(i);
            if (form == 'd' ? c < '0' || c > '9' : c != form) {
                return false;
            }
        }
        return true;
    }

    private static int number(String digits, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + digits.charAt(i) - '0';
        }
        return number;
    }

    /** The first three decimals; -1 when there is anything else between the seconds and the end. */
    private static int millis(String text, int end) {
        if (end == SECONDS_LENGTH) {
            return 0;
        }
        if (text.charAt(SECONDS_LENGTH) != '.' || end == SECONDS_LENGTH + 1) {
            return -1;
        }
        int millis = 0;
        int unit = 100;
        for (int i = SECONDS_LENGTH + 1; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            millis += (c - '0') * unit;
            unit /= 10;
        }
        return millis;
    }

    private static boolean isDay(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1) {
            return false;
        }
        return day <= DAYS_OF_MONTH[month - 1] || (month == 2 && day == 29 && isLeap(year));
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** Days from the year 0 to this one's first. */
    private static int daysBefore(int year) {
        int before = year - 1;
        return year == 0 ? 0 : 366 + before * 365 + before / 4 - before / 100 + before / 400;
    }
}
