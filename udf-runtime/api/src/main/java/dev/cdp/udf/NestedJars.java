package dev.cdp.udf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The engine's jars inside the job's jar, as resources below {@code META-INF/cdp-udf}, with an index of
 * one line each: SHA-256 and name. A class loader can't read a jar inside a jar, so they are copied to a
 * folder of the temporary directory that only this user can write, named after the content; a later
 * process finds them there and checks their hashes.
 */
final class NestedJars {
    private static final String FOLDER = "META-INF/cdp-udf/";
    private static final String ENGINE = "cdp-udf-engine";

    private record Entry(String sha256, String name) {}

    private final ClassLoader loader;
    private final List<Entry> entries;
    private final String hash;

    private NestedJars(ClassLoader loader, String index) {
        this.loader = loader;
        this.entries = index.lines()
                .map(line -> line.trim().split("\\s+", 2))
                .map(parts -> new Entry(parts[0], parts[1]))
                .toList();
        this.hash = hex(sha256().digest(index.getBytes(StandardCharsets.UTF_8))).substring(0, 16);
    }

    /** Those that the class loader sees; empty when the index is missing. */
    static Optional<NestedJars> beside(ClassLoader loader) {
        try (InputStream index = loader.getResourceAsStream(FOLDER + "index")) {
            return index == null
                    ? Optional.empty()
                    : Optional.of(new NestedJars(loader, new String(index.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("the index of the nested jars can't be read", e);
        }
    }

    /** Of the whole content. */
    String hash() {
        return hash;
    }

    List<URL> all() {
        return unpacked(entry -> true);
    }

    /** Our own engine, without GraalJS. */
    List<URL> engineOnly() {
        return unpacked(entry -> entry.name().startsWith(ENGINE));
    }

    private List<URL> unpacked(Predicate<Entry> wanted) {
        try {
            Path folder = folder();
            return entries.stream()
                    .filter(wanted)
                    .map(entry -> url(unpack(entry, folder)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the nested jars can't be unpacked to the temporary directory", e);
        }
    }

    private Path folder() throws IOException {
        Path folder = Path.of(
                System.getProperty("java.io.tmpdir"), "cdp-udf-" + System.getProperty("user.name") + "-" + hash);
        if (!Files.exists(folder)) {
            Path fresh = Files.createTempDirectory("cdp-udf-");
            try {
                Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // Another process was faster; its folder is looked at below.
                Files.deleteIfExists(fresh);
            }
        }
        return isOnlyOurs(folder) ? folder : Files.createTempDirectory("cdp-udf-");
    }

    private static boolean isOnlyOurs(Path folder) throws IOException {
        return Files.isDirectory(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder).getName().equals(System.getProperty("user.name"))
                && Files.getPosixFilePermissions(folder).equals(PosixFilePermissions.fromString("rwx------"));
    }

    private Path unpack(Entry entry, Path folder) {
        Path jar = folder.resolve(entry.name());
        try {
            if (Files.exists(jar) && entry.sha256().equals(sha256Of(jar))) {
                return jar;
            }
            Path partial = Files.createTempFile(folder, "partial-", ".jar");
            try (InputStream bytes = loader.getResourceAsStream(FOLDER + entry.name())) {
                if (bytes == null) {
                    throw new FunctionRuntimeException("a nested jar is missing: " + entry.name());
                }
                Files.copy(bytes, partial, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(partial, jar, StandardCopyOption.ATOMIC_MOVE);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException("can't unpack " + entry.name(), e);
        }
    }

    private static String sha256Of(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream bytes = Files.newInputStream(file)) {
            for (int read = bytes.read(buffer); read > 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return hex(digest.digest());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a path is always a URL", e);
        }
    }
}
