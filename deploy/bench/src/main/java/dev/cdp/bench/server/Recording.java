package dev.cdp.bench.server;

import dev.cdp.testkit.Jcmd;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A JDK Flight Recording of a server, made by jcmd. */
public final class Recording {
    private final Server server;
    private final Path file;

    private Recording(Server server, Path file) {
        this.server = server;
        this.file = file;
    }

    /** Counts what each thread allocates, and nothing else: it costs next to nothing. */
    public static Recording ofAllocation(Server server, Path directory, String name)
            throws IOException, InterruptedException {
        return start(server, directory, name, "allocation.jfc");
    }

    /** Samples where time goes and what is allocated where. */
    public static Recording ofHotspots(Server server, Path directory, String name)
            throws IOException, InterruptedException {
        return start(server, directory, name, "hotspots.jfc");
    }

    private static Recording start(Server server, Path directory, String name, String settings)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path copy = directory.resolve(settings);
        try (InputStream in = Recording.class.getResourceAsStream(settings)) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        Recording recording = new Recording(server, directory.resolve(name + ".jfr"));
        Jcmd.run(server.pid(), "JFR.start", "name=bench", "settings=" + copy);
        return recording;
    }

    /** Ends it. */
    public Path stop() throws IOException, InterruptedException {
        Jcmd.run(server.pid(), "JFR.stop", "name=bench", "filename=" + file);
        return file;
    }
}
