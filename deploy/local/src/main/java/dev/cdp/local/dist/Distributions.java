package dev.cdp.local.dist;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the servers' files are. Their jars stay in the user's local Maven repository; the build writes each server's
 * class path to deploy/local/dist/SERVER/target/classpath.
 *
 * @param unpacked directory for what must be unpacked before it runs
 */
public record Distributions(Repository repository, Path unpacked) {
    /** The class path of a Java server, for {@code java -cp}. */
    public String classPath(String server) throws IOException {
        Path file = repository.resolve("deploy/local/dist/" + server + "/target/classpath");
        if (!Files.exists(file)) {
            throw new IOException(
                    file + " is missing. Build it: mvn -pl deploy/local/dist/" + server
                            + " -am process-resources (or `make up`, or any build with -am of a module that tests with services)");
        }
        String classPath = Files.readString(file).strip();
        for (String jar : classPath.split(File.pathSeparator)) {
            if (!Files.exists(Path.of(jar))) {
                throw new IOException(jar + ", on the class path of " + server
                        + ", is not in the local Maven repository any more. Build again to fetch it.");
            }
        }
        return classPath;
    }

    /** The only jar of a server that is an archive of native binaries. */
    public Path jar(String server) throws IOException {
        String classPath = classPath(server);
        if (classPath.isEmpty() || classPath.contains(File.pathSeparator)) {
            throw new IOException("no binaries of " + server + " for " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch") + "; there are some for Linux on x86-64");
        }
        return Path.of(classPath);
    }

    /** The java launcher that runs this program. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A command line: java, the flags, the class path, the main class and its arguments. */
    public static List<String> javaCommand(List<String> flags, String classPath, List<String> mainAndArguments) {
        List<String> command = new java.util.ArrayList<>();
        command.add(java());
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath);
        command.addAll(mainAndArguments);
        return List.copyOf(command);
    }
}
