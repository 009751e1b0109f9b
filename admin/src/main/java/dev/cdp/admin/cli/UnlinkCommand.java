package dev.cdp.admin.cli;

import dev.cdp.admin.AdminException;
import dev.cdp.admin.identity.Owners;
import dev.cdp.admin.identity.Owners.Owner;
import dev.cdp.admin.identity.UnlinkRequests;
import dev.cdp.admin.migrate.Database;
import dev.cdp.admin.migrate.DatabaseTarget;
import dev.cdp.contract.KafkaAccess;
import dev.cdp.contract.Unlink;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "unlink",
        description = "Takes links of an anonymous id back: its rows become as if they had never been made.")
final class UnlinkCommand implements Runnable {
    @ParentCommand
    private AdminCli root;

    @Spec
    private CommandSpec spec;

    @Option(names = "--anonymous", required = true, paramLabel = "ID", description = "The anonymous id.")
    private String anonymousId;

    @Option(
            names = "--workspace",
            paramLabel = "ID",
            description = "Whose it is; not needed when one workspace alone knows the anonymous id.")
    private String workspaceId;

    @Option(
            names = "--user",
            paramLabel = "ID",
            defaultValue = "",
            description = "Takes the links to this user back; without it all, and it links again if it had stopped.")
    private String userId;

    @Override
    public void run() {
        DatabaseTarget clickHouse = DatabaseTarget.fromEnvironment(Database.CLICKHOUSE, root.environment());
        Owner owner = theOne(new Owners(clickHouse).of(anonymousId));
        String by = root.environment().getOrDefault("USER", "cdp-admin");
        Unlink unlink = new Unlink(
                UUID.randomUUID().toString(), owner.workspaceId(), anonymousId, userId, System.currentTimeMillis(), by);
        new UnlinkRequests(KafkaAccess.of(root.environment())).send(unlink);
        spec.commandLine()
                .getOut()
                .printf(
                        "Asked to take back %s of %s in workspace %s (its users: %s). The rows follow within seconds;"
                                + " see the tables identity_links and backfills.%n",
                        userId.isEmpty() ? "all links" : "the links to " + userId,
                        anonymousId,
                        owner.workspaceId(),
                        owner.users().isEmpty() ? "none" : owner.users());
        spec.commandLine().getOut().flush();
    }

    private Owner theOne(List<Owner> owners) {
        List<Owner> fitting = owners.stream()
                .filter(owner -> workspaceId == null || owner.workspaceId().equals(workspaceId))
                .toList();
        if (fitting.isEmpty()) {
            throw new AdminException("anonymous id '%s' has never been linked%s"
                    .formatted(anonymousId, workspaceId == null ? "" : " in workspace " + workspaceId));
        }
        if (fitting.size() > 1) {
            throw new AdminException("anonymous id '%s' is known in several workspaces, give one: %s"
                    .formatted(
                            anonymousId,
                            fitting.stream().map(Owner::workspaceId).collect(Collectors.joining(", "))));
        }
        return fitting.get(0);
    }
}
