package dev.cdp.collector.handler;

import dev.cdp.collector.service.Submission;
import dev.cdp.collector.service.auth.KeyMask;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Takes write keys out of what is logged. */
final class Masks {
    private static final String PROJECTS = "/projects/";
    private static final Pattern PROJECT = Pattern.compile(PROJECTS + "[^/]+", Pattern.CASE_INSENSITIVE);
    private static final int MAX_PATH = 200;
    /** The log's queue holds many. What was rejected is in its dead letter as a whole. */
    private static final int MAX_BODY = 8 * 1024;

    private Masks() {}

    /** A path, without the key that it may name. */
    static String path(String path) {
        // Nearly all paths are short and name none; the pattern would be asked for each request.
        String masked = namesProject(path) ? PROJECT.matcher(path).replaceAll(PROJECTS + KeyMask.MASK) : path;
        return cut(masked, MAX_PATH);
    }

    private static boolean namesProject(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (path.regionMatches(true, slash, PROJECTS, 0, PROJECTS.length())) {
                return true;
            }
        }
        return false;
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) + "…" : text;
    }

    /** A body, without the keys that its request named in any place. */
    static String body(Submission submission) {
        String body = new String(submission.body(), StandardCharsets.UTF_8);
        for (String key : submission.credentials().header()) {
            body = KeyMask.known(body, key);
        }
        body = KeyMask.known(body, submission.credentials().query());
        return cut(KeyMask.members(body, submission.trace().writeKey()), MAX_BODY);
    }
}
