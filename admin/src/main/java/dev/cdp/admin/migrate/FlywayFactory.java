package dev.cdp.admin.migrate;

import java.util.List;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Flyway with our settings: our files only, one try to connect, no placeholders. */
final class FlywayFactory {
    private FlywayFactory() {}

    /** @param applied is told of each migration as soon as it is applied */
    static Flyway create(DatabaseTarget target, MigrationFolder folder, Consumer<MigrationInfo> applied) {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(target.jdbcUrl(), target.user(), target.password())
                .table(SchemaHistory.TABLE)
                .createSchemas(false)
                .resourceProvider(new UpFiles(folder.migrations()))
                .javaMigrationClassProvider(List::of)
                .placeholderReplacement(false)
                .connectRetries(0)
                .cleanDisabled(true)
                .loggers("slf4j")
                .callbacks(new AfterEach(applied));
        if (target.database() == Database.POSTGRES) {
            configuration.initSql("SET TIME ZONE 'UTC'");
        }
        return configuration.load();
    }

    private static final class AfterEach extends BaseCallback {
        private final Consumer<MigrationInfo> applied;

        AfterEach(Consumer<MigrationInfo> applied) {
            this.applied = applied;
        }

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            applied.accept(context.getMigrationInfo());
        }
    }
}
