package dev.cdp.testkit;

/** A server without a password. */
public final class RedisService implements TestService {
    private final ServiceControl control;
    private final String url;

    RedisService(ServiceControl control, String url) {
        this.control = control;
        this.url = url;
    }

    @Override
    public ServiceControl control() {
        return control;
    }

    /** redis://host:port. */
    public String url() {
        return url;
    }
}
