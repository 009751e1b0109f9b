package dev.cdp.udf;

import dev.cdp.udf.host.Fetch;
import dev.cdp.udf.host.FunctionLog;
import dev.cdp.udf.host.FunctionMetrics;
import dev.cdp.udf.host.Geo;
import dev.cdp.udf.host.Secrets;
import dev.cdp.udf.host.Store;
import dev.cdp.udf.host.UserAgents;

/** All that functions may reach of the world. */
public record HostServices(
        Fetch fetch, Store store, Secrets secrets, FunctionLog log, FunctionMetrics metrics, Geo geo, UserAgents ua) {
    /** Nothing of it. */
    public static final HostServices NONE = new HostServices(
            Fetch.NONE, Store.NONE, Secrets.NONE, FunctionLog.NONE, FunctionMetrics.NONE, Geo.NONE, UserAgents.NONE);

    public HostServices withFetch(Fetch other) {
        return new HostServices(other, store, secrets, log, metrics, geo, ua);
    }

    public HostServices withStore(Store other) {
        return new HostServices(fetch, other, secrets, log, metrics, geo, ua);
    }

    public HostServices withSecrets(Secrets other) {
        return new HostServices(fetch, store, other, log, metrics, geo, ua);
    }

    public HostServices withLog(FunctionLog other) {
        return new HostServices(fetch, store, secrets, other, metrics, geo, ua);
    }

    public HostServices withMetrics(FunctionMetrics other) {
        return new HostServices(fetch, store, secrets, log, other, geo, ua);
    }

    public HostServices withGeo(Geo other) {
        return new HostServices(fetch, store, secrets, log, metrics, other, ua);
    }

    public HostServices withUserAgents(UserAgents other) {
        return new HostServices(fetch, store, secrets, log, metrics, geo, other);
    }
}
