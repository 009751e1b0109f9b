package dev.cdp.contract;

/** What a destination of type postgresql asks of its server, in its setting {@code tls}. */
public enum WarehouseTls {
    /** TLS where the server offers it, with whatever certificate. */
    PREFER(""),
    /** TLS, with whatever certificate. */
    REQUIRE("?sslmode=require"),
    /** TLS, with a certificate for that host which the JVM trusts. */
    VERIFY("?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");

    public static final String SETTING = "tls";

    private final String parameters;

    WarehouseTls(String parameters) {
        this.parameters = parameters;
    }

    /**
     * By the setting.
     *
     * @param setting empty: prefer
     * @throws IllegalArgumentException when it is none of these, in lower case
     */
    public static WarehouseTls of(String setting) {
        return switch (setting) {
            case "", "prefer" -> PREFER;
            case "require" -> REQUIRE;
            case "verify" -> VERIFY;
            default -> throw new IllegalArgumentException("tls is prefer, require or verify");
        };
    }

    /** @param jdbcUrl without parameters */
    public String on(String jdbcUrl) {
        return jdbcUrl + parameters;
    }
}
