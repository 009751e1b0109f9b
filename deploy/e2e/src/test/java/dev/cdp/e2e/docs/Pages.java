package dev.cdp.e2e.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All Markdown files that are the project's own, by path. */
final class Pages {
    private static final Set<String> NOT_OURS = Set.of("node_modules", "target", ".cdp", ".git", "dist");

    private Pages() {}

    static List<Page> read() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(Session.PROJECT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean isModule = Files.exists(folder.resolve("pom.xml"));
                    return NOT_OURS.contains(folder.getFileName().toString()) && !isModule
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".md")) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().map(Page::read).toList();
    }

    /** As people call it. */
    static String name(Path file) {
        return Session.PROJECT.relativize(file).toString();
    }
}
