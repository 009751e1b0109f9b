package dev.cdp.collector.repo;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cdp.collector.config.PostgresSettings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

@Factory
final class DatabaseFactory {
    private static final int WAITING_LOOK_UPS = 10_000;

    @Singleton
    @Bean(preDestroy = "close")
    HikariDataSource dataSource(PostgresSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("postgres");
        config.setJdbcUrl(settings.jdbcUrl());
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(settings.timeout().toMillis());
        config.setValidationTimeout(settings.timeout().toMillis());
        // Starts without PostgreSQL as well.
        config.setInitializationFailTimeout(-1);
        String seconds = Long.toString(Math.max(1, settings.timeout().toSeconds()));
        config.addDataSourceProperty("connectTimeout", seconds);
        config.addDataSourceProperty("socketTimeout", seconds);
        config.addDataSourceProperty("ApplicationName", "cdp-collector");
        return new HikariDataSource(config);
    }

    /** Threads that may wait for PostgreSQL: as many as there are connections. */
    @Singleton
    @Named("database")
    @Bean(preDestroy = "shutdown")
    ExecutorService databaseExecutor(PostgresSettings settings) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                settings.poolSize(),
                settings.poolSize(),
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_LOOK_UPS),
                task -> new Thread(task, "database"));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
