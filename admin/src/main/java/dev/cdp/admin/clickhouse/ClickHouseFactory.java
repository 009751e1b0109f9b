package dev.cdp.admin.clickhouse;

import dev.cdp.admin.config.ClickHouseSettings;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

@Factory
final class ClickHouseFactory {
    @Singleton
    ClickHouse clickHouse(ClickHouseSettings settings) {
        return new ClickHouse(settings.url(), settings.user(), settings.password(), settings.timeout());
    }
}
