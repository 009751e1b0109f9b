package dev.cdp.local.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table is what {@code cdp-admin migrate status} prints. */
class SchemasTest {
    @Test
    void versionsAndWhatIsPendingAreRead() {
        Schemas schemas = Schemas.parse("""
                database    version  description                 applied at            state    down file
                postgres    V001     workspaces and registry     2026-11-24 19:45:51Z  applied  yes
                postgres    V002     workspace limits            -                     pending  yes
                clickhouse  V001     event tables                2026-11-24 19:45:51Z  applied  yes
                clickhouse  V002     ledger                      2026-11-24 19:45:52Z  applied  yes
                """);

        assertThat(schemas.versions()).isEqualTo(Map.of("postgres", "V001", "clickhouse", "V002"));
        assertThat(schemas.pending()).containsExactly("postgres V002 workspace limits");
        assertThat(schemas.amiss()).isEmpty();
    }

    @Test
    void whatKeepsMigrationsFromBeingAppliedIsAmiss() {
        Schemas schemas = Schemas.parse("""
                database    version  description   applied at            state                  down file
                clickhouse  V001     event tables  2026-11-24 19:45:51Z  FAILED half-way        yes
                clickhouse  V012     later         2026-11-24 19:45:51Z  applied, FILE MISSING  MISSING
                """);

        assertThat(schemas.amiss())
                .containsExactly(
                        "clickhouse V001 event tables is FAILED half-way",
                        "clickhouse V012 later is applied, FILE MISSING");
    }

    @Test
    void aDatabaseThatDoesNotAnswerHasNoVersion() {
        assertThat(Schemas.parse("cdp-admin: postgres does not answer\n").versions())
                .isEmpty();
    }
}
