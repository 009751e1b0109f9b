package dev.cdp.local.dist;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file out of an npm package.
 *
 * @param folder whose package.json and lock file pin the package
 * @param name of the file, in the folder
 * @param what it is, for people
 */
record NpmFile(Path folder, String name, String what) {

    /** Where it is; fetched with {@code npm ci} when it is missing or when the lock file is newer. */
    Path fetch() throws IOException {
        if (!isCurrent()) {
            // Several test runs may want it at the same time; the lock changes nothing in the file.
            try (FileChannel channel = FileChannel.open(folder.resolve("package-lock.json"), StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !isCurrent()) {
                    install();
                }
            }
        }
        return folder.resolve(name);
    }

    /** Whether {@link #fetch} would have nothing to do. npm writes node_modules/.package-lock.json last. */
    boolean isCurrent() {
        Path installed = folder.resolve("node_modules/.package-lock.json");
        return Files.exists(folder.resolve(name))
                && installed.toFile().lastModified()
                        >= folder.resolve("package-lock.json").toFile().lastModified();
    }

    private void install() throws IOException {
        Process npm;
        try {
            npm = new ProcessBuilder("npm", "ci", "--no-fund", "--no-audit", "--ignore-scripts")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new IOException("npm is not on the PATH; it fetches " + what + ". Install Node.js 20.", e);
        }
        npm.getOutputStream().close();
        String output = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (npm.waitFor() != 0) {
                throw new IOException("`npm ci` in " + folder + " failed, so there is no " + what + ":\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching " + what, e);
        }
    }
}
