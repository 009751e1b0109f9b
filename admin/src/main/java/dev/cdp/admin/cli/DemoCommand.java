package dev.cdp.admin.cli;

import dev.cdp.admin.AdminException;
import dev.cdp.admin.access.Ids;
import dev.cdp.admin.access.Passwords;
import dev.cdp.admin.migrate.Database;
import dev.cdp.admin.migrate.DatabaseTarget;
import dev.cdp.admin.workspace.Source;
import dev.cdp.admin.workspace.Tier;
import dev.cdp.admin.workspace.Workspace;
import dev.cdp.admin.workspace.Workspaces;
import dev.cdp.admin.workspace.WriteKey;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = "Creates workspace demo with source shop and the key in CDP_WRITE_KEY; with"
                + " CDP_CANARY_WRITE_KEY also workspace canary with source canary; with CDP_ADMIN_EMAIL and"
                + " CDP_ADMIN_PASSWORD also an operator who owns both. Safe to repeat.")
final class DemoCommand implements Runnable {
    @ParentCommand
    private AdminCli root;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Map<String, String> environment = root.environment();
        String demoKey = environment.getOrDefault("CDP_WRITE_KEY", "");
        if (demoKey.isEmpty()) {
            throw new AdminException("CDP_WRITE_KEY is not set: it is to hold the write key of the demo workspace");
        }
        Workspaces workspaces = new Workspaces(
                DatabaseTarget.fromEnvironment(Database.POSTGRES, environment).jdbcUrl());
        ensure(workspaces, "demo", "shop", key("CDP_WRITE_KEY", demoKey));
        String canaryKey = environment.getOrDefault("CDP_CANARY_WRITE_KEY", "");
        if (!canaryKey.isEmpty()) {
            ensure(workspaces, "canary", "canary", key("CDP_CANARY_WRITE_KEY", canaryKey));
        }
        String password = environment.getOrDefault("CDP_ADMIN_PASSWORD", "");
        if (!password.isEmpty()) {
            String email = environment.getOrDefault("CDP_ADMIN_EMAIL", "demo@example.com");
            workspaces.ensureOperator(Ids.next("us"), email, new Passwords().hash(password));
            spec.commandLine().getOut().printf("account %s%n", email);
            spec.commandLine().getOut().flush();
        }
    }

    private void ensure(Workspaces workspaces, String workspaceId, String sourceId, WriteKey key) {
        workspaces.ensure(
                new Workspace(workspaceId, workspaceId, Tier.ENTERPRISE),
                new Source(sourceId, workspaceId, sourceId),
                key);
        spec.commandLine()
                .getOut()
                .printf("workspace %s, source %s, write key %s%n", workspaceId, sourceId, key.hint());
        spec.commandLine().getOut().flush();
    }

    private static WriteKey key(String variable, String value) {
        try {
            return new WriteKey(value);
        } catch (IllegalArgumentException e) {
            throw new AdminException("%s: %s".formatted(variable, e.getMessage()), e);
        }
    }
}
