package dev.cdp.flink.enrichment;

import com.maxmind.db.Reader;
import com.maxmind.db.Reader.FileMode;
import dev.cdp.contract.Enrichment.Geo;
import dev.cdp.contract.IpAddress;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an address is registered, from a file in MaxMind's format. The file is held in memory, so an
 * answer takes microseconds and can't be slow. It is read once, when the job starts.
 *
 * <p>Understands the layout of MaxMind's and DB-IP's databases ({@code country.iso_code}, {@code
 * city.names.en}) and the flat one of ip-location-db ({@code country_code}, {@code city}).
 */
final class GeoDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GeoDatabase.class);

    /** Null when there is none. */
    private final Reader reader;

    private GeoDatabase(Reader reader) {
        this.reader = reader;
    }

    /**
     * Reads the database.
     *
     * @param path on this machine; empty: events get no country and city
     * @throws IOException when the file is missing or is no such database
     */
    static GeoDatabase open(String path) throws IOException {
        if (path.isEmpty()) {
            LOG.info("No geo database is set (--geo-database): events get no country and no city");
            return new GeoDatabase(null);
        }
        try {
            return new GeoDatabase(new Reader(new File(path), FileMode.MEMORY));
        } catch (IOException e) {
            throw new IOException(
                    "The geo database " + path + " can't be read on this TaskManager. Put it there, or start the job"
                            + " without --geo-database.",
                    e);
        }
    }

    /** Unknown for what is no address, or none that the database has. */
    Geo find(String ip) {
        try {
            return read(ip);
        } catch (IOException e) {
            LOG.debug("No place for {}", ip, e);
            return Geo.UNKNOWN;
        }
    }

    private Geo read(String ip) throws IOException {
        InetAddress address =
                reader == null || ip.isEmpty() ? null : IpAddress.parse(ip).orElse(null);
        Map<?, ?> entry = address == null ? null : reader.get(address, Map.class);
        if (entry == null) {
            return Geo.UNKNOWN;
        }
        String country = text(entry.get("country_code"));
        return new Geo(
                country.isEmpty() ? text(member(entry.get("country"), "iso_code")) : country, city(entry.get("city")));
    }

    private static String city(Object city) {
        return city instanceof Map ? text(member(member(city, "names"), "en")) : text(city);
    }

    private static Object member(Object object, String name) {
        return object instanceof Map<?, ?> map ? map.get(name) : null;
    }

    private static String text(Object value) {
        return value instanceof String string ? string : "";
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
