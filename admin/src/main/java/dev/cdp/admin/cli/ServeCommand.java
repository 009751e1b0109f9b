package dev.cdp.admin.cli;

import dev.cdp.admin.server.AdminServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "serve", description = "Serves the API and the console until it is ended. Logs JSON to stdout.")
final class ServeCommand implements Callable<Integer> {
    @Override
    public Integer call() throws InterruptedException {
        return AdminServer.serve();
    }
}
