package dev.cdp.e2e.docs;

/**
 * Runs what a reader types, in the project's folder, by {@code bash} with {@code set -euo pipefail}. What
 * it sets is there for the page's next block.
 *
 * <p>{@code make} takes what is built for built, since the reactor that runs this test has built it; what
 * would start or stop the stack is refused.
 */
final class Shell implements Language {
    private static final String BEFORE = """
            set -euo pipefail
            make() {
              local word
              for word in "$@"; do
                case "$word" in
                  up|down|reset|upgrade|logs|demo|verify|test|test/*|bench|chaos|build|console/*|prerequisites|migrate/up|migrate/down)
                    echo "make $word does not run here: mark the block with <!-- not run: why -->" >&2; return 2;;
                esac
              done
              command make -s --no-print-directory -o target/built.stamp -o deploy/local/target/classpath "$@"
            }
            set -a
            . "$DOCS_STATE"
            trap '{ export -p; declare -f; } > "$DOCS_STATE"' EXIT
            """;

    @Override
    public String run(Block block, Session session) {
        return session.bash(session.write("block.sh", BEFORE + session.adapt(block.text())), Session.PROJECT);
    }
}
