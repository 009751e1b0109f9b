package dev.cdp.e2e.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The targets of the project's Makefile, and which of them a text names. */
final class Makefile {
    private static final Pattern RULE = Pattern.compile("(?m)^([a-z0-9/ -]+):(?!=)");
    /** Where a command begins; its words up to the first that is no target's name, such as {@code id=1}. */
    private static final Pattern CALL =
            Pattern.compile("(?m)(?:^|[;&|(]) *make((?:[ \\t]+[a-z][a-z0-9/-]*(?![a-z0-9/=-]))+)");

    private static final Pattern COMMENT = Pattern.compile("(?m)(?:^|\\s)#.*$");

    private final Set<String> targets = new TreeSet<>();

    Makefile() {
        try {
            Matcher rule = RULE.matcher(Files.readString(Session.PROJECT.resolve("Makefile")));
            while (rule.find()) {
                targets.addAll(List.of(rule.group(1).strip().split(" +")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of code: the words behind {@code make} that are no target. */
    List<String> unknownTargets(String code) {
        return CALL.matcher(COMMENT.matcher(code).replaceAll(""))
                .results()
                .map(call -> call.group(1).strip())
                .flatMap(words -> Stream.of(words.split("\\s+")))
                .filter(target -> !targets.contains(target))
                .toList();
    }
}
