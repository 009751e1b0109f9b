package dev.cdp.contract.flat;

/**
 * Names of fields in snake_case: {@code productId}, {@code Product ID} and {@code product-id} all
 * become {@code product_id}; {@code URLPath} becomes {@code url_path}. Letters and digits of any
 * script stay, lower-cased; all else separates words. The result never begins with an underscore,
 * so that the server's own columns ({@code _misfit}) can't be written by a client; of a name
 * without any letter or digit a single underscore is left.
 */
public final class SnakeCase {
    private SnakeCase() {}

    /** The snake_case form of a name; the same object when it has that form already. */
    public static String of(String name) {
        return isSnakeCase(name) ? name : convert(name);
    }

    private static boolean isSnakeCase(String name) {
        char previous = '_';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '_' && previous != '_');
            if (!plain) {
                return false;
            }
            previous = c;
        }
        return previous != '_';
    }

    private static String convert(String name) {
        StringBuilder snake = new StringBuilder(name.length() + 8);
        int[] points = points(name);
        boolean wordBreak = false;
        for (int i = 0; i < points.length; i++) {
            int c = points[i];
            if (!Character.isLetterOrDigit(c)) {
                wordBreak = true;
                continue;
            }
            if ((wordBreak || startsWord(points, i)) && snake.length() > 0) {
                snake.append('_');
            }
            snake.appendCodePoint(Character.toLowerCase(c));
            wordBreak = false;
        }
        return snake.length() == 0 ? "_" : snake.toString();
    }

    private static int[] points(String name) {
        int[] points = new int[name.codePointCount(0, name.length())];
        for (int i = 0, at = 0; i < points.length; i++) {
            points[i] = name.codePointAt(at);
            at += Character.charCount(points[i]);
        }
        return points;
    }

    /** A capital after a small letter or a digit, or before a small letter: fooBar, a1B, URLPath. */
    private static boolean startsWord(int[] points, int i) {
        if (i == 0 || !Character.isUpperCase(points[i])) {
            return false;
        }
        boolean afterCapital = Character.isUpperCase(points[i - 1]);
        boolean beforeSmall = i + 1 < points.length && Character.isLowerCase(points[i + 1]);
        return !afterCapital || beforeSmall;
    }
}
