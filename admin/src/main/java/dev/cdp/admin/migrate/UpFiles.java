package dev.cdp.admin.migrate;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * Shows Flyway the migrations and hides their down files, which it would take for migrations of the
 * same number.
 */
final class UpFiles implements ResourceProvider {
    private final List<MigrationFile> migrations;

    UpFiles(List<MigrationFile> migrations) {
        this.migrations = List.copyOf(migrations);
    }

    @Override
    public LoadableResource getResource(String name) {
        return getResources(name, new String[] {""}).stream().findFirst().orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return migrations.stream()
                .<LoadableResource>map(migration -> new SqlFileResource(migration.up()))
                .filter(file -> file.getFilename().startsWith(prefix))
                .filter(file -> Arrays.stream(suffixes).anyMatch(file.getFilename()::endsWith))
                .toList();
    }
}
