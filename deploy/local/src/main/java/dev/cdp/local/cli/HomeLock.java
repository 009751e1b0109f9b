package dev.cdp.local.cli;

import dev.cdp.local.Console;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Held by a running launcher; the system releases it however the launcher ends. */
record HomeLock(FileChannel channel) implements AutoCloseable {
    static HomeLock acquire(Path file, Console console) throws IOException {
        Files.createDirectories(file.getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            console.say("Another launcher is at work on " + file.getParent().getParent() + "; waiting for it.");
            channel.lock();
        }
        return new HomeLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
