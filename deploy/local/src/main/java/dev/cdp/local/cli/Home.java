package dev.cdp.local.cli;

import dev.cdp.local.Console;
import dev.cdp.local.Settings;
import dev.cdp.local.Stack;
import dev.cdp.local.dist.Repository;
import dev.cdp.local.process.ProcessTable;
import dev.cdp.local.process.Starter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** What all commands work on. */
record Home(
        Settings settings, Repository repository, Stack stack, ProcessTable table, Starter starter, Console console) {
    static Home open(Settings settings, Repository repository, Console console) {
        try {
            ProcessTable table = new ProcessTable(settings.run());
            return new Home(
                    settings,
                    repository,
                    Stack.of(settings, repository),
                    table,
                    new Starter(table, settings.logs()),
                    console);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SupervisorProcess supervisor() {
        return new SupervisorProcess(this);
    }

    /** One launcher at a time changes what runs. */
    HomeLock lock() throws IOException {
        return HomeLock.acquire(settings.run().resolve("lock"), console);
    }

    /** The environment for the product's own programs. */
    Map<String, String> services() {
        return stack.services();
    }
}
