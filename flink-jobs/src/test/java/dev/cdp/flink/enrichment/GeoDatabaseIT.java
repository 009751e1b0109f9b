package dev.cdp.flink.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.Enrichment.Geo;
import dev.cdp.local.dist.GeoData;
import dev.cdp.local.dist.Repository;
import org.junit.jupiter.api.Test;

/** The database that the embedded stack brings along. */
class GeoDatabaseIT {
    @Test
    void addressesOfBothKindsHaveACountry() throws Exception {
        try (GeoDatabase geo = GeoDatabase.open(GeoData.fetch(Repository.find()).toString())) {
            assertThat(geo.find("8.8.8.8")).isEqualTo(new Geo("US", ""));
            assertThat(geo.find("2a00:1450:4001:810::200e").country()).hasSize(2);
            assertThat(geo.find("127.0.0.1")).isEqualTo(Geo.UNKNOWN);
            assertThat(geo.find("example.org")).isEqualTo(Geo.UNKNOWN);
        }
    }
}
