package dev.cdp.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobSpecTest {
    @Test
    void aDestinationsJobIsKnownByItsName() {
        assertThat(JobSpec.named("cdp-delivery-demo/ds_1")).hasValueSatisfying(spec -> {
            assertThat(spec.entryClass()).isEqualTo("dev.cdp.flink.job.DeliveryJob");
            assertThat(spec.arguments()).containsExactly("--destination", "demo/ds_1");
        });
    }

    @Test
    void jobsOfEveryInstallationAreKnownAndOthersAreNot() {
        JobSpec.ALL.forEach(spec -> assertThat(JobSpec.named(spec.name())).contains(spec));
        assertThat(JobSpec.named("cdp-replay-1")).isEmpty();
        assertThat(JobSpec.named("somebody's")).isEmpty();
    }
}
