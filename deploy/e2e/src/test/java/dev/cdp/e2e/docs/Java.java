package dev.cdp.e2e.docs;

import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Compiles and runs statements, their imports before them, with the class path of this module: the Java
 * SDK is on it.
 */
final class Java implements Language {
    @Override
    public String run(Block block, Session session) {
        String text = session.adapt(block.text());
        String imports = text.lines().filter(Java::isImport).collect(Collectors.joining("\n"));
        String body = text.lines().filter(line -> !isImport(line)).collect(Collectors.joining("\n"));
        Path source = session.write(
                "Block.java",
                imports + "\nclass Block { public static void main(String[] args) throws Exception {\n" + body
                        + "\n} }\n");
        Path script = session.write(
                "java.sh", ". \"$DOCS_STATE\"\nexec \"$JAVA\" -XX:TieredStopAtLevel=1 -cp \"$1\" \"$2\"\n");
        return session.bash(script, Session.PROJECT, System.getProperty("java.class.path"), source.toString());
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }
}
