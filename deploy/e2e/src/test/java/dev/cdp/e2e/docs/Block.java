package dev.cdp.e2e.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A fenced code block.
 *
 * @param line of the fence, from 1
 * @param language the first word of the info string; empty: none was given
 * @param words the other words of the info string, such as {@code eventually}
 * @param notRun the reason in the comment before it
 * @param input of a function: the block of that kind behind it
 * @param output what it must print: the block of that kind behind it
 */
record Block(
        Path file,
        int line,
        String language,
        List<String> words,
        String text,
        Optional<String> notRun,
        Optional<Block> input,
        Optional<Block> output) {

    boolean has(String word) {
        return words.contains(word);
    }

    /** The value of a word such as {@code post=/v1/track}. */
    Optional<String> value(String name) {
        return words.stream()
                .filter(word -> word.startsWith(name + "="))
                .map(word -> word.substring(name.length() + 1))
                .findFirst();
    }

    /** Belongs to the block before it. */
    boolean isPart() {
        return has("output") || has("input");
    }

    Block withPart(Block part) {
        boolean isOutput = part.has("output");
        return new Block(
                file,
                line,
                language,
                words,
                text,
                notRun,
                isOutput ? input : Optional.of(part),
                isOutput ? Optional.of(part) : output);
    }

    /** The lines that a diff leaves or adds, as a block of the language that is named behind {@code diff}. */
    Block newSide() {
        String kept = text.lines()
                .filter(removed -> !removed.startsWith("-"))
                .map(other -> other.isEmpty() ? other : other.substring(1))
                .collect(Collectors.joining("\n", "", "\n"));
        String newLanguage = words.isEmpty() ? "" : words.get(0);
        List<String> others = words.stream().skip(1).toList();
        return new Block(file, line, newLanguage, others, kept, notRun, input, output);
    }
}
