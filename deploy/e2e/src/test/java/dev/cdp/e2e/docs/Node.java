package dev.cdp.e2e.docs;

import dev.cdp.e2e.stack.NodePackage;
import java.nio.file.Path;

/**
 * Runs an ES module by Node where the published SDKs are installed; with the word {@code browser} in
 * Chromium. An answer of 400 or more to any of its requests is a failure, as SDKs say little of those.
 */
final class Node implements Language {
    private static final Path SDK = Path.of("sdk").toAbsolutePath();
    private static final NodePackage PACKAGES = new NodePackage(SDK);

    @Override
    public String run(Block block, Session session) {
        PACKAGES.installed();
        Path module = session.write("block.mjs", session.adapt(block.text()));
        String command = block.has("browser")
                ? "exec node docs-browser.mjs \"$1\""
                : "exec node --import ./docs-answers.mjs --input-type=module - < \"$1\"";
        Path script = session.write("node.sh", ". \"$DOCS_STATE\"\n" + command + "\n");
        return session.bash(script, SDK, module.toString());
    }
}
