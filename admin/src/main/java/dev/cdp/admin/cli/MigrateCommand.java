package dev.cdp.admin.cli;

import dev.cdp.admin.AdminException;
import dev.cdp.admin.migrate.Database;
import dev.cdp.admin.migrate.DatabaseTarget;
import dev.cdp.admin.migrate.MigrationFolder;
import dev.cdp.admin.migrate.MigrationStatus;
import dev.cdp.admin.migrate.Migrator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
        name = "migrate",
        description = "Migrates the schemas of PostgreSQL and ClickHouse.",
        synopsisSubcommandLabel = "(up | down | status | new)")
final class MigrateCommand implements Runnable {
    private enum Choice {
        POSTGRES,
        CLICKHOUSE,
        ALL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @ParentCommand
    private AdminCli root;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--db",
            scope = ScopeType.INHERIT,
            defaultValue = "all",
            description = "postgres, clickhouse or all (the default). down and new need one of the two.")
    private Choice choice;

    @Option(
            names = "--dir",
            scope = ScopeType.INHERIT,
            defaultValue = "deploy/migrations",
            description = "Holds the folders postgres and clickhouse. Default: ${DEFAULT-VALUE}")
    private Path directory;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say up, down, status or new");
    }

    @Command(description = "Applies what is pending.")
    void up() {
        List<Database> databases = chosen();
        // All folders first: a file that is not in order should stop us before any database is changed.
        databases.forEach(database -> migrator(database).check());
        for (Database database : databases) {
            Optional<String> newest =
                    migrator(database).up(applied -> out().printf("%s: %s applied%n", database, applied));
            out().printf(
                            "%s: %s%n",
                            database, newest.map(version -> "at V" + version).orElse("no migrations"));
            out().flush();
        }
    }

    @Command(description = "Takes the newest applied migration of one database back.")
    void down() {
        Database database = one("down takes one step back in one database");
        Optional<String> takenBack = migrator(database).down();
        out().printf(
                        "%s: %s%n",
                        database,
                        takenBack.map(migration -> migration + " taken back").orElse("nothing is applied"));
    }

    @Command(description = "Lists the migrations and whether they are applied.")
    void status() {
        List<MigrationStatus> found = new ArrayList<>();
        List<AdminException> failures = new ArrayList<>();
        for (Database database : chosen()) {
            try {
                found.addAll(migrator(database).status());
            } catch (AdminException e) {
                failures.add(e);
            }
        }
        StatusTable.print(found, out());
        out().flush();
        failures.stream().reduce(MigrateCommand::join).ifPresent(failure -> {
            throw failure;
        });
    }

    @Command(name = "new", description = "Writes the two files of a new migration.")
    void create(@Option(names = "--name", required = true, description = "What it does, in words.") String name) {
        Database database = one("new writes a migration of one database");
        MigrationFolder.of(database, directory).create(name).forEach(file -> out().println(file));
    }

    private Migrator migrator(Database database) {
        return new Migrator(
                DatabaseTarget.fromEnvironment(database, root.environment()), MigrationFolder.of(database, directory));
    }

    private List<Database> chosen() {
        return Arrays.stream(Database.values())
                .filter(database -> choice == Choice.ALL || choice.name().equals(database.name()))
                .toList();
    }

    private Database one(String why) {
        if (choice == Choice.ALL) {
            throw new ParameterException(
                    spec.commandLine(), "%s: name it with --db postgres or --db clickhouse".formatted(why));
        }
        return Database.valueOf(choice.name());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static AdminException join(AdminException one, AdminException other) {
        return new AdminException(one.getMessage() + "; " + other.getMessage(), one);
    }
}
