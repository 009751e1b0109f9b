package dev.cdp.flink.connector.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.testkit.PostgresService;
import dev.cdp.testkit.TestServices;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.util.ChildFirstClassLoader;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/** The driver in the class loader of a job, which {@code DriverManager} has never looked into. */
class PostgresDriverIT {
    private final PostgresService postgres = TestServices.postgres();

    @Test
    void connectsFromAJobsOwnJarAndLeavesNothingOfItBehind() throws Exception {
        try (Connection before = postgres.connect();
                URLClassLoader job = classLoaderOfAJob()) {
            assertThat(before.isValid(1))
                    .as("DriverManager has looked for its drivers")
                    .isTrue();
            Class<?> driver = job.loadClass(PostgresDriver.class.getName());
            assertThat(driver).isNotSameAs(PostgresDriver.class);
            Method connect = driver.getDeclaredMethod("connect", JdbcConnectionOptions.class);
            connect.setAccessible(true);

            try (Connection connection = (Connection) connect.invoke(null, options())) {
                assertThat(connection.isValid(1)).isTrue();
                assertThat(connection.getClass().getClassLoader()).isSameAs(job);
            }

            Class<?> registers = job.loadClass(Driver.class.getName());
            assertThat(registers.getMethod("isRegistered").invoke(null)).isEqualTo(false);
        }
    }

    private JdbcConnectionOptions options() {
        return new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                .withUrl(postgres.jdbcUrl())
                .build();
    }

    /** The jar has the job's classes and the driver; Flink's come from the cluster. */
    private static URLClassLoader classLoaderOfAJob() {
        return new ChildFirstClassLoader(
                new URL[] {jarOf(PostgresDriver.class), jarOf(Driver.class)},
                PostgresDriverIT.class.getClassLoader(),
                new String[] {"java.", "javax.", "org.apache.flink."},
                failure -> {});
    }

    private static URL jarOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
