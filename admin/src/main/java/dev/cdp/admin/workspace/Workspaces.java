package dev.cdp.admin.workspace;

import dev.cdp.admin.AdminException;
import dev.cdp.admin.OneLine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Creates workspaces with a source and its key. */
public final class Workspaces {
    private final String jdbcUrl;

    /** @param jdbcUrl of a PostgreSQL that has been migrated */
    public Workspaces(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /**
     * Makes sure that the source of this workspace takes events with this key: creates what is missing
     * of the three, in one transaction, and leaves the rest as it is.
     *
     * @throws AdminException when the key or the source is taken by another, the key was revoked, or
     *     PostgreSQL can't be used
     */
    public void ensure(Workspace workspace, Source source, WriteKey key) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
            connection.setAutoCommit(false);
            new WorkspaceRepo(connection).insertIfAbsent(workspace);
            ensureSource(new SourceRepo(connection), source);
            ensureKey(new WriteKeyRepo(connection), source, key);
            connection.commit();
        } catch (SQLException e) {
            throw new AdminException(
                    "cannot create workspace %s in postgres: %s (is it migrated?)"
                            .formatted(workspace.id(), OneLine.rootMessage(e)),
                    e);
        }
    }

    /**
     * Makes sure that there is an operator with this email, who owns every workspace that nobody owns. An account that
     * is there keeps its password.
     *
     * @param id for a new account
     * @param passwordHash as the service checks it
     * @throws AdminException when PostgreSQL can't be used
     */
    public void ensureOperator(String id, String email, String passwordHash) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
            connection.setAutoCommit(false);
            new OperatorRepo(connection).insertIfAbsent(id, email, passwordHash);
            new OperatorRepo(connection).adoptOrphans(email);
            connection.commit();
        } catch (SQLException e) {
            throw new AdminException(
                    "cannot create account %s in postgres: %s (is it migrated?)"
                            .formatted(email, OneLine.rootMessage(e)),
                    e);
        }
    }

    private static void ensureSource(SourceRepo sources, Source source) throws SQLException {
        sources.insertIfAbsent(source);
        String owner = sources.find(source.id()).orElseThrow().workspaceId();
        if (!owner.equals(source.workspaceId())) {
            throw new AdminException(
                    "source %s belongs to workspace %s: take another id".formatted(source.id(), owner));
        }
    }

    private static void ensureKey(WriteKeyRepo keys, Source source, WriteKey key) throws SQLException {
        keys.insertIfAbsent(key, source.id());
        WriteKeyRepo.Grant grant = keys.find(key).orElseThrow();
        if (!grant.sourceId().equals(source.id())) {
            throw new AdminException(
                    "write key %s belongs to source %s: take another one".formatted(key.hint(), grant.sourceId()));
        }
        if (grant.revoked()) {
            throw new AdminException("write key %s was revoked: take another one".formatted(key.hint()));
        }
    }
}
