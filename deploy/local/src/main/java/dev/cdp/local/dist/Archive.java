package dev.cdp.local.dist;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Native binaries that travel inside a jar. */
final class Archive {
    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    private Archive() {}

    /** Unpacks the .txz inside the jar into the directory, unless it is there; as a whole or not at all. */
    static Path unpackTar(Path jar, Predicate<String> entryName, Path directory) throws IOException {
        return once(directory, draft -> {
            try (ZipFile zip = new ZipFile(jar.toFile());
                    InputStream in = zip.getInputStream(entry(zip, entryName));
                    TarArchiveInputStream tar =
                            new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(draft, entry, tar);
                }
            }
        });
    }

    /** Copies one executable out of the jar into the directory. */
    static Path unpackBinary(Path jar, Predicate<String> entryName, Path directory, String name) throws IOException {
        return once(directory, draft -> {
                    try (ZipFile zip = new ZipFile(jar.toFile());
                            InputStream in = zip.getInputStream(entry(zip, entryName))) {
                        Files.copy(in, draft.resolve(name));
                        Files.setPosixFilePermissions(draft.resolve(name), EXECUTABLE);
                    }
                })
                .resolve(name);
    }

    private static void write(Path root, TarArchiveEntry entry, InputStream content) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("archive entry outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            if ((entry.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(target, EXECUTABLE);
            }
        }
    }

    private static ZipEntry entry(ZipFile zip, Predicate<String> name) throws IOException {
        return zip.stream()
                .filter(entry -> name.test(entry.getName()))
                .findFirst()
                .map(ZipEntry.class::cast)
                .orElseThrow(() -> new IOException(zip.getName() + " has no binaries for this machine ("
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ")"));
    }

    private static Path once(Path directory, Unpacking unpacking) throws IOException {
        if (Files.isDirectory(directory)) {
            return directory;
        }
        Files.createDirectories(directory.getParent());
        Path draft = Files.createTempDirectory(directory.getParent(), ".unpacking");
        // Servers that drop root's rights still have to read their files.
        Files.setPosixFilePermissions(draft, EXECUTABLE);
        unpacking.into(draft);
        try {
            Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            // Another process was faster; its copy is whole.
            Directories.delete(draft);
        }
        return directory;
    }

    private interface Unpacking {
        void into(Path draft) throws IOException;
    }
}
